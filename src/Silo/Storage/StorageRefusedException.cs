namespace Monitoring.Silo.Storage;

/// <summary>The store cannot be used as it stands; the message names the reason. Thrown at start-up only.</summary>
public sealed class StorageRefusedException(string message) : Exception(message);
