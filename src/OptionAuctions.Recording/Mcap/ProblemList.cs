namespace OptionAuctions.Recording;

/// <summary>The damage of a file: the first thousand problems, and how many there are. A file of nonsense could have as many as it has records.</summary>
internal sealed class ProblemList
{
    private const int Most = 1000;

    private readonly List<McapProblem> _kept = [];

    public IReadOnlyList<McapProblem> Kept => _kept;

    public long Count { get; private set; }

    public void Add(McapProblem problem)
    {
        Count++;
        if (_kept.Count < Most) _kept.Add(problem);
    }

    public void AddRange(IEnumerable<McapProblem> problems)
    {
        foreach (var problem in problems) Add(problem);
    }

    public void Clear()
    {
        _kept.Clear();
        Count = 0;
    }
}
