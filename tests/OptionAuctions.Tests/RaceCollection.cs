namespace OptionAuctions.Tests;

/// <summary>The specs that race two threads. They run one at a time behind all others, since two threads meet only where each has a processor.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RaceCollection
{
    public const string Name = "races";
}
