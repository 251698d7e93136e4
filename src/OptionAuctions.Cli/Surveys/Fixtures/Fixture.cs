namespace OptionAuctions.Cli.Surveys.Fixtures;

/// <summary>One message that becomes a test fixture, with where it is from.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="IsRedacted">True when something was masked, so that they are not those that were recorded.</param>
/// <param name="File">Place of the recording's file it is from, from 0.</param>
/// <param name="AppKey">Place of its app key.</param>
/// <param name="Epoch">Number of its connection.</param>
/// <param name="Number">Running number on that connection, which is its sequence number in the file.</param>
/// <param name="ReceivedAt">Time of arrival.</param>
internal sealed record Fixture(string Name, byte[] Bytes, bool IsRedacted, int File, int AppKey, int Epoch, long Number, DateTimeOffset ReceivedAt);
