namespace OptionAuctions.Venue;

/// <summary>
/// Seeded chance (SplitMix64). Each question draws from dice of its own, named by what is asked, so that no draw depends on who
/// else drew before.
/// </summary>
internal struct Dice(ulong state)
{
    private ulong _state = state;

    /// <summary>Dice named by a seed and words, for example a code and a day.</summary>
    public static Dice For(int seed, params ReadOnlySpan<string> words)
    {
        var hash = 14695981039346656037UL ^ (uint)seed; // FNV-1a
        foreach (var word in words)
        {
            foreach (var c in word) hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ 0xFF) * 1099511628211UL;
        }

        var dice = new Dice(hash);
        dice.Next();
        return dice;
    }

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>0 up to, not including, <paramref name="below"/>.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Mean 0, deviation 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>Lower-case letters and digits, as the venue's keys look.</summary>
    public string Text(int length, string alphabet = "abcdefghijklmnopqrstuvwxyz0123456789")
    {
        Span<char> text = stackalloc char[length];
        foreach (ref var c in text) c = alphabet[Below(alphabet.Length)];
        return new string(text);
    }
}
