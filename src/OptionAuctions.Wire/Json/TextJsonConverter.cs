using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptionAuctions.Wire;

/// <summary>The JSON form of a value that the venue writes as text: a string, null for none; as the key of a dictionary, empty for none.</summary>
internal abstract class TextJsonConverter<T> : JsonConverter<T>
    where T : struct
{
    public override bool HandleNull => true;

    /// <summary>The name of such a text, with its article, for the message of an error.</summary>
    protected abstract string Noun { get; }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String => Of(reader.GetString()!),
        var token => throw new JsonException($"{token} is not {Noun}: a string or null"),
    };

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (TextOf(value) is { Length: > 0 } text) writer.WriteStringValue(text);
        else writer.WriteNullValue();
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(TextOf(value));

    /// <summary>Returns the text of a value; empty for none.</summary>
    protected abstract string TextOf(T value);

    /// <summary>Parses a text that is not empty.</summary>
    protected abstract bool TryParse(string text, out T value);

    private T Of(string text) =>
        text.Length == 0 ? default : TryParse(text, out var value) ? value : throw new JsonException($"'{text}' is not {Noun}");
}
