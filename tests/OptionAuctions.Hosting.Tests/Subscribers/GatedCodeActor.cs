using Akka.Actor;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>A host's own actor that is something else after its first record, and again after its second.</summary>
internal sealed class GatedCodeActor : CodeActor
{
    private readonly Notes _notes;

    public GatedCodeActor(Notes notes)
    {
        _notes = notes;
        Receive<int>(number => notes.Add($"number {number}"));
    }

    protected override void OnSnapshot(in AuctionState auction)
    {
        _notes.Add(ChangeKind.Snapshot, auction);
        Self.Tell(1);
        Self.Tell("text");
    }

    protected override void OnRecord(in AuctionChanged change)
    {
        _notes.Add(change);
        if (change.Current.Revision == 1) Become(() => ReceiveAny(message => _notes.Add($"second: {message}")));
        else if (change.Current.Revision == 2) BecomeStacked(message => _notes.Add($"third: {message}"));
        Self.Tell("text");
    }

    protected override void OnMessage(object message) => _notes.Add($"first: {message}");
}
