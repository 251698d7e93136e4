using System.Diagnostics;

namespace OptionAuctions.Benchmarks.Load;

/// <summary>This program, once more.</summary>
internal static class Self
{
    /// <summary>How it is started with these arguments, its input and output in our hands.</summary>
    public static ProcessStartInfo With(params string[] arguments)
    {
        var self = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(self.FileName) == "dotnet") self.ArgumentList.Add(typeof(Self).Assembly.Location);
        foreach (var argument in arguments) self.ArgumentList.Add(argument);
        return self;
    }
}
