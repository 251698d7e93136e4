namespace OptionAuctions.Venue;

/// <summary>
/// A seeded generator of pseudo-random numbers (SplitMix64). Each use has a generator of its own, seeded by the names of what is drawn, so
/// that no draw depends on draws elsewhere.
/// </summary>
internal struct SeededRandom(ulong state)
{
    private ulong _state = state;

    /// <summary>Creates a generator from a seed and names, for example a code and a day.</summary>
    public static SeededRandom For(int seed, params ReadOnlySpan<string> names)
    {
        var hash = 14695981039346656037UL ^ (uint)seed; // FNV-1a
        foreach (var name in names)
        {
            foreach (var c in name) hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ 0xFF) * 1099511628211UL;
        }

        var dice = new SeededRandom(hash);
        dice.Next();
        return dice;
    }

    /// <summary>Draws 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Draws a number from 0 up to, not including, <paramref name="below"/>.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>Draws a number from 0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws from the normal distribution with mean 0 and deviation 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>Draws characters of an alphabet: by default lower-case letters and digits, as in the venue's keys.</summary>
    public string Text(int length, string alphabet = "abcdefghijklmnopqrstuvwxyz0123456789")
    {
        Span<char> text = stackalloc char[length];
        foreach (ref var c in text) c = alphabet[Below(alphabet.Length)];
        return new string(text);
    }
}
