namespace Monitoring.LiveBoard.Tailing;

/// <summary>A moment of the past lies behind more rows than one asking may fold.</summary>
public sealed class FeedTooLongException(string audience, int mostRows = BoardHistory.MostRows)
    : Exception($"The feed of {audience} has more than {mostRows} items before that instant.");
