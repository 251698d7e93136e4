namespace OptionAuctions.Telemetry;

/// <summary>What the gauges show of one app key's session.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Configured">Registrations that it is configured for.</param>
internal sealed record SessionSnapshot(AppKeySessionStatus Status, int Configured);
