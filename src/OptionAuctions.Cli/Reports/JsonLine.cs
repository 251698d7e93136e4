using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptionAuctions.Cli.Reports;

/// <summary>One JSON object on one line, its members in the order in which they are written.</summary>
internal sealed class JsonLine : IDisposable
{
    // For a pipe, not for a page: no reason to hide a plus sign or a Korean word.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MemoryStream _line = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins an object of a type.</summary>
    public JsonLine(string type)
    {
        _json = new Utf8JsonWriter(_line, Plain);
        _json.WriteStartObject();
        _json.WriteString("type", type);
    }

    public JsonLine Text(string name, string value)
    {
        _json.WriteString(name, value);
        return this;
    }

    public JsonLine Count(string name, long? value)
    {
        if (value is { } count) _json.WriteNumber(name, count);
        else _json.WriteNull(name);
        return this;
    }

    public JsonLine Flag(string name, bool value)
    {
        _json.WriteBoolean(name, value);
        return this;
    }

    /// <summary>A number with the decimals that its text has; empty text is null.</summary>
    public JsonLine Number(string name, string text)
    {
        _json.WritePropertyName(name);
        if (text.Length > 0) _json.WriteRawValue(text);
        else _json.WriteNullValue();
        return this;
    }

    /// <summary>A time of the day, <c>HH:mm:ss</c>.</summary>
    public JsonLine Time(string name, TimeOnly? value)
    {
        _json.WriteString(name, value?.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>A moment, ISO 8601 with its offset.</summary>
    public JsonLine Moment(string name, DateTimeOffset? value)
    {
        _json.WriteString(name, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>The finished line.</summary>
    public string End()
    {
        _json.WriteEndObject();
        _json.Flush();
        return Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length);
    }

    public void Dispose()
    {
        _json.Dispose();
        _line.Dispose();
    }
}
