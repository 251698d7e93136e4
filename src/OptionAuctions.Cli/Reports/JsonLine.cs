using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OptionAuctions.Cli.Reports;

/// <summary>A JSON object on one line. Its members have the order in which they are added.</summary>
internal sealed class JsonLine : IDisposable
{
    // The output goes to a pipe and not into HTML, so that plus signs and Korean text need no escapes.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins an object with its member <c>type</c>.</summary>
    public JsonLine(string type)
    {
        _json = new Utf8JsonWriter(_buffer, WriterOptions);
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

    /// <summary>Adds a number with the decimals of its text; empty text becomes null.</summary>
    public JsonLine Number(string name, string text)
    {
        _json.WritePropertyName(name);
        if (text.Length > 0) _json.WriteRawValue(text);
        else _json.WriteNullValue();
        return this;
    }

    /// <summary>Adds a time of day, <c>HH:mm:ss</c>.</summary>
    public JsonLine Time(string name, TimeOnly? value)
    {
        _json.WriteString(name, value?.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds a moment, in ISO 8601 with its offset.</summary>
    public JsonLine Moment(string name, DateTimeOffset? value)
    {
        _json.WriteString(name, value?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds a number; one that is not finite, or is missing, becomes null.</summary>
    public JsonLine Number(string name, double? value, int decimals)
    {
        if (value is { } number && double.IsFinite(number)) _json.WriteNumber(name, Math.Round(number, decimals));
        else _json.WriteNull(name);
        return this;
    }

    /// <summary>Adds a text, or null.</summary>
    public JsonLine TextOrNull(string name, string? value)
    {
        _json.WriteString(name, value);
        return this;
    }

    /// <summary>Adds an object.</summary>
    public JsonLine Object(string name, Action<JsonLine> addMembers)
    {
        _json.WriteStartObject(name);
        addMembers(this);
        _json.WriteEndObject();
        return this;
    }

    /// <summary>Adds an array of objects.</summary>
    public JsonLine Objects<T>(string name, IEnumerable<T> items, Action<JsonLine, T> addMembers)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            addMembers(this, item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        return this;
    }

    /// <summary>Ends the object and returns the line.</summary>
    public string End()
    {
        _json.WriteEndObject();
        _json.Flush();
        return Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length);
    }

    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }
}
