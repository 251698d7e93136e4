namespace OptionAuctions.Auctions;

/// <summary>The JSON form of a value: an object whose members are written and read, and in which null stands for what is not known.</summary>
/// <typeparam name="TValue">The value.</typeparam>
/// <typeparam name="TModel">The object.</typeparam>
internal interface IJsonModel<TValue, TModel>
{
    /// <summary>Returns the object of a value.</summary>
    static abstract TModel Of(in TValue value);

    /// <summary>Returns the value that the object was made of.</summary>
    TValue ToValue();
}
