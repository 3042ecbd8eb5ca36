namespace Monitoring.Silo; internal static class Serve { public static Task<int> Run(Options.SiloOptions o, TimeProvider t) => throw new NotSupportedException(); }
