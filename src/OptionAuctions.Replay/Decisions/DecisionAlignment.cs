namespace OptionAuctions.Replay;

/// <summary>
/// The alignment of two sequences of decisions around pairs that are given: between these, the longest common subsequence by text, with the least shift.
/// </summary>
/// <remarks>
/// By dynamic programming, in time and memory of the product of both lengths. Where that is above <see cref="MaxCells"/>, both are cut at a moment and
/// each part is aligned by itself, so that a decision that was moved over the cut counts as one in each replay.
/// </remarks>
/// <param name="a">The first sequence.</param>
/// <param name="b">The second sequence.</param>
/// <param name="maxCells">The largest product of lengths: bytes of memory.</param>
internal sealed class DecisionAlignment(Decision[] a, Decision[] b, int maxCells = DecisionAlignment.MaxCells)
{
    /// <summary>8,000 decisions in a row, of both, without one that both made at one moment.</summary>
    public const int MaxCells = 64_000_000;

    // A pair of one text is worth more than any saving of shift in all of a part: 2^13 pairs at most, of 2^27 ms (a day and a half) at most.
    private const long PairWorth = 1L << 42, MaxShift = 1L << 27;

    private readonly List<DecisionPair> _lines = new(Math.Max(a.Length, b.Length));
    private int _doneA, _doneB;

    private enum Step : byte
    {
        SkipA,
        SkipB,
        Pair,
    }

    /// <summary>Adds a pair, behind those before.</summary>
    public void Match(int i, int j)
    {
        Align(_doneA, i, _doneB, j);
        _lines.Add(new DecisionPair(a[i], b[j]));
        (_doneA, _doneB) = (i + 1, j + 1);
    }

    /// <summary>Aligns what is behind the last pair, and returns all lines.</summary>
    public IReadOnlyList<DecisionPair> End()
    {
        Align(_doneA, a.Length, _doneB, b.Length);
        return _lines;
    }

    private void Align(int fromA, int toA, int fromB, int toB)
    {
        var (lengthA, lengthB) = (toA - fromA, toB - fromB);
        if (lengthA == 0 || lengthB == 0)
        {
            Merge(fromA, toA, fromB, toB);
            return;
        }

        if ((long)lengthA * lengthB > maxCells)
        {
            var (cutA, cutB) = lengthA >= lengthB ? Cut(a, fromA, toA, b, fromB, toB) : Swap(Cut(b, fromB, toB, a, fromA, toA));
            Align(fromA, cutA, fromB, cutB);
            Align(cutA, toA, cutB, toB);
            return;
        }

        var (i, j) = (fromA, fromB);
        foreach (var (pairA, pairB) in Pairs(a.AsSpan(fromA, lengthA), b.AsSpan(fromB, lengthB)))
        {
            Merge(i, fromA + pairA, j, fromB + pairB);
            (i, j) = (fromA + pairA + 1, fromB + pairB + 1);
            _lines.Add(new DecisionPair(a[i - 1], b[j - 1]));
        }

        Merge(i, toA, j, toB);
    }

    private static Stack<(int A, int B)> Pairs(ReadOnlySpan<Decision> a, ReadOnlySpan<Decision> b)
    {
        var steps = Steps(a, b);
        var pairs = new Stack<(int A, int B)>();
        var (i, j) = (a.Length, b.Length);
        while (i > 0 && j > 0)
        {
            var step = steps[((i - 1) * b.Length) + j - 1];
            if (step != Step.SkipB) i--;
            if (step != Step.SkipA) j--;
            if (step == Step.Pair) pairs.Push((i, j));
        }

        return pairs;
    }

    /// <summary>Returns the last step of the best way to each pair of beginnings of the two.</summary>
    private static Step[] Steps(ReadOnlySpan<Decision> a, ReadOnlySpan<Decision> b)
    {
        var steps = new Step[a.Length * b.Length];
        var (numbersA, numbersB) = Numbers(a, b);
        var (above, row) = (new long[b.Length + 1], new long[b.Length + 1]);
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = 0; j < b.Length; j++)
            {
                var (worth, step) = above[j + 1] >= row[j] ? (above[j + 1], Step.SkipA) : (row[j], Step.SkipB);
                if (numbersA[i] == numbersB[j] && above[j] + PairWorth - Shift(a[i].At, b[j].At) is var paired && paired > worth)
                    (worth, step) = (paired, Step.Pair);
                (row[j + 1], steps[(i * b.Length) + j]) = (worth, step);
            }

            (above, row) = (row, above);
        }

        return steps;
    }

    /// <summary>Numbers the texts, which are compared often.</summary>
    private static (int[] A, int[] B) Numbers(ReadOnlySpan<Decision> a, ReadOnlySpan<Decision> b)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return (Of(a), Of(b));

        int[] Of(ReadOnlySpan<Decision> decisions)
        {
            var of = new int[decisions.Length];
            for (var i = 0; i < of.Length; i++)
            {
                if (!numbers.TryGetValue(decisions[i].Text, out of[i])) numbers[decisions[i].Text] = of[i] = numbers.Count;
            }

            return of;
        }
    }

    private static long Shift(DateTimeOffset a, DateTimeOffset b) => Math.Min(Math.Abs((b - a).Ticks / TimeSpan.TicksPerMillisecond), MaxShift);

    /// <summary>Adds decisions that are in one replay only, by time.</summary>
    private void Merge(int fromA, int toA, int fromB, int toB)
    {
        while (fromA < toA || fromB < toB)
        {
            if (fromB == toB || (fromA < toA && a[fromA].At <= b[fromB].At)) _lines.Add(new DecisionPair(a[fromA++], null));
            else _lines.Add(new DecisionPair(null, b[fromB++]));
        }
    }

    private static (int Longer, int Shorter) Cut(Decision[] longer, int from, int to, Decision[] shorter, int fromShorter, int toShorter)
    {
        var half = from + ((to - from) / 2);
        var other = fromShorter;
        while (other < toShorter && shorter[other].At < longer[half].At) other++;
        return (half, other);
    }

    private static (int, int) Swap((int First, int Second) two) => (two.Second, two.First);
}
