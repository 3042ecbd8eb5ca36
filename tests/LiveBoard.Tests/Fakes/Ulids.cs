namespace Monitoring.LiveBoard.Tests.Fakes;

internal static class Ulids
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A ULID of March 2026.</summary>
    public static string Next(Random random) =>
        "01KJ" + new string(random.GetItems<char>(Alphabet, 22));
}
