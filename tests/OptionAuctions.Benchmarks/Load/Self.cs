using System.Diagnostics;

namespace OptionAuctions.Benchmarks.Load;

/// <summary>This program, once more.</summary>
internal static class Self
{
    /// <summary>How it is started with these arguments, its input and output in our hands.</summary>
    public static ProcessStartInfo With(params string[] arguments) => With(null, arguments);

    /// <summary>How another build of it is started.</summary>
    /// <param name="program">Its assembly; <see langword="null"/>: this one.</param>
    /// <param name="arguments">The arguments.</param>
    public static ProcessStartInfo With(string? program, string[] arguments)
    {
        if (program is not null) return new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var self = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self.FileName) == "dotnet") self.ArgumentList.Add(typeof(Self).Assembly.Location);
        foreach (var argument in arguments) self.ArgumentList.Add(argument);
        return self;
    }
}
