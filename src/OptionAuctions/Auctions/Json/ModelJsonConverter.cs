using System.Text.Json;
using System.Text.Json.Serialization;

namespace OptionAuctions.Auctions;

/// <summary>Converts a value to JSON and back by its model: the value has fields that no serializer sees, and properties that nobody may set.</summary>
internal sealed class ModelJsonConverter<TValue, TModel> : JsonConverter<TValue>
    where TModel : class, IJsonModel<TValue, TModel>
{
    public override TValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<TModel>(ref reader, options) is { } model ? model.ToValue() : throw new JsonException("null is no value");

    public override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, TModel.Of(value), options);
}
