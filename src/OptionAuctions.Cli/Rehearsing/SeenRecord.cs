namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The first message with records of a TR: its fields and the number of its records.</summary>
/// <param name="Fields">All fields of the message.</param>
/// <param name="Records">Records that it announces.</param>
internal readonly record struct SeenRecord(int Fields, int Records)
{
    /// <summary>Columns of each record; <see langword="null"/> when the fields cannot be divided among the records.</summary>
    public int? Columns => Fields % Records == 0 ? Fields / Records : null;
}
