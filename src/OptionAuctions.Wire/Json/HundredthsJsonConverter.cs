using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptionAuctions.Wire;

/// <summary>The JSON form of a number with two decimals: <c>1060.00</c>, or null for none; as the key of a dictionary, empty for none.</summary>
/// <remarks>Numbers in strings are read and written where the options of the serializer ask for them.</remarks>
internal abstract class HundredthsJsonConverter<T> : JsonConverter<T>
    where T : struct
{
    public override bool HandleNull => true;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.Number => reader.TryGetDecimal(out var number) ? Of(number) : throw new JsonException("the number is beyond ±21474836.47"),
        JsonTokenType.String when options.NumberHandling.HasFlag(JsonNumberHandling.AllowReadingFromString) => Of(reader.GetString()!),
        var token => throw new JsonException($"{token} is not a number or null"),
    };

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (DecimalOf(value) is not { } number) writer.WriteNullValue();
        else if (options.NumberHandling.HasFlag(JsonNumberHandling.WriteAsString)) writer.WriteStringValue(TextOf(number));
        else writer.WriteRawValue(TextOf(number));
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(DecimalOf(value) is { } number ? TextOf(number) : "");

    /// <summary>Returns the number; <see langword="null"/> for none.</summary>
    protected abstract decimal? DecimalOf(T value);

    /// <summary>Creates the value of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    protected abstract T ValueOf(decimal number);

    private static string TextOf(decimal number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private T Of(string text) =>
        text.Length == 0 ? default
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Of(number)
        : throw new JsonException($"'{text}' is not a number");

    private T Of(decimal number)
    {
        try
        {
            return ValueOf(number);
        }
        catch (ArgumentOutOfRangeException cause)
        {
            throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"{number} is beyond ±21474836.47"), cause);
        }
    }
}
