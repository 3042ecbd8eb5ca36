using Monitoring.Silo;

#pragma warning disable RS0030 // only Program.cs chooses the clock
return await Verbs.Run(args, TimeProvider.System);
