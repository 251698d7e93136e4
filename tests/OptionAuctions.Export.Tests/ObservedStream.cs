namespace OptionAuctions.Export.Tests;

/// <summary>A stream that tells when it is closed.</summary>
internal sealed class ObservedStream(Stream inner, Action closed) : WrittenStream(inner)
{
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        closed();
    }
}
