namespace Monitoring.LiveBoard.Live;

/// <summary>What became of a wish to join.</summary>
internal enum JoinAnswer
{
    Joined,

    /// <summary>Not this user's to see, or not there at all; nobody is told which.</summary>
    Forbidden,

    /// <summary>The number to start after is negative.</summary>
    BadCursor,

    /// <summary>The connection watches as many as it may.</summary>
    TooMany,
}
