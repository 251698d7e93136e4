using System.Globalization;

namespace OptionAuctions.Chains;

/// <summary>A number that a chain answers with, or the reason why there is none, and the age of what it was computed from.</summary>
/// <remarks>A value from stale inputs is still given; <see cref="Current"/> leaves it out.</remarks>
public readonly record struct Answer
{
    private readonly NoAnswer _reason;

    private Answer(double? value, NoAnswer reason, InputAge inputs) => (Value, _reason, Inputs) = (value, reason, inputs);

    /// <summary>The number, finite; <see langword="null"/> when there is a reason. Its unit is that of the property that has the answer.</summary>
    public double? Value { get; }

    /// <summary>The reason why there is none; <see cref="NoAnswer.NotComputed"/> for <c>default</c>.</summary>
    public NoAnswer Reason => Value is null && _reason == NoAnswer.None ? NoAnswer.NotComputed : _reason;

    /// <summary>The age of the inputs, those of an answer without a value included.</summary>
    public InputAge Inputs { get; }

    /// <summary>True when an input is stale.</summary>
    public bool IsStale => Inputs.IsStale;

    /// <summary>The number when no input is stale; <see langword="null"/> otherwise.</summary>
    public double? Current => IsStale ? null : Value;

    /// <summary>Returns an answer with a value, or with <see cref="NoAnswer.OutOfRange"/> when that is not finite.</summary>
    public static Answer Of(double value, InputAge inputs) =>
        double.IsFinite(value) ? new Answer(value, NoAnswer.None, inputs) : None(NoAnswer.OutOfRange, inputs);

    /// <summary>Returns an answer without a value.</summary>
    /// <param name="reason">The reason; <see cref="NoAnswer.None"/> becomes <see cref="NoAnswer.NotComputed"/>.</param>
    /// <param name="inputs">The inputs that there are.</param>
    public static Answer None(NoAnswer reason, InputAge inputs) => new(null, reason, inputs);

    /// <summary>The number, with "(stale)" behind it when it is, or the reason.</summary>
    public override string ToString() =>
        Value is { } value ? value.ToString("R", CultureInfo.InvariantCulture) + (IsStale ? " (stale)" : "") : Reason.ToString();
}
