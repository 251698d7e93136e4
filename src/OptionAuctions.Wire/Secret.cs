using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace OptionAuctions;

/// <summary>
/// A value that must not be shown: app key, app secret, approval key. Prints as <c>***</c>; only
/// <see cref="Reveal"/> returns the value.
/// </summary>
[DebuggerDisplay("***")]
[TypeConverter(typeof(Converter))]
public sealed class Secret : IEquatable<Secret>
{
    private const string Mask = "***";

    // A shorter value would be found in, and removed from, half of every sentence.
    private const int ShortestScrubbed = 4;

    private readonly string _value;

    /// <summary>Wraps a secret value.</summary>
    public Secret(string value) => _value = value ?? ""; // configuration can bind null

    /// <summary>True when the value is empty or white space: there is nothing to keep secret.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(_value);

    /// <summary>Returns the value itself, for the one place that sends it.</summary>
    public string Reveal() => _value;

    /// <summary>
    /// Returns a text in which the value is replaced by <c>***</c>: venues echo keys back in error messages. A beginning of the value at
    /// the end of the text is replaced too, since long texts are cut. A value or beginning of fewer than four characters is not looked for.
    /// </summary>
    public string Scrub(string text)
    {
        if (IsEmpty || _value.Length < ShortestScrubbed) return text;
        text = text.Replace(_value, Mask, StringComparison.OrdinalIgnoreCase);
        for (var shown = Math.Min(_value.Length - 1, text.Length); shown >= ShortestScrubbed; shown--)
            if (text.AsSpan(text.Length - shown).Equals(_value.AsSpan(0, shown), StringComparison.OrdinalIgnoreCase))
                return string.Concat(text.AsSpan(0, text.Length - shown), Mask);
        return text;
    }

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other._value == _value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns <c>***</c>, never the value.</summary>
    public override string ToString() => Mask;

    /// <summary>Converts text to a secret, for the binder of configurations.</summary>
    private sealed class Converter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            new Secret((string)value);
    }
}
