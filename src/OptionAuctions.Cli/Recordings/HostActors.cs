using System.Reflection;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The actors of a user: an instance of the class in an assembly of his that implements <see cref="IReplayedActors"/>.</summary>
internal static class HostActors
{
    private const char TypeFollows = '!';

    /// <summary>Creates the instance.</summary>
    /// <param name="option">The option that names it, for sentences.</param>
    /// <param name="text">The path of the assembly, and if it has several such classes, an exclamation mark and the full name of one.</param>
    /// <exception cref="CliException">There is none, or it cannot be created.</exception>
    public static IReplayedActors Create(string option, string text)
    {
        var mark = File.Exists(text) ? -1 : text.LastIndexOf(TypeFollows);
        var (path, name) = mark < 0 ? (text, null) : (text[..mark], text[(mark + 1)..]);
        try
        {
            if (!File.Exists(path)) throw Refusal("there is no such file");
            var constructor = Constructor(HostAssembly.Load(Path.GetFullPath(path)), name, Refusal);
            return (IReplayedActors)constructor.Invoke(null);
        }
        catch (TargetInvocationException thrown)
        {
            var cause = thrown.InnerException ?? thrown;
            throw Refusal($"the constructor has thrown {cause.GetType().Name}: {cause.Message}");
        }
        catch (BadImageFormatException)
        {
            throw Refusal("it is no .NET assembly");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or TypeLoadException or ReflectionTypeLoadException
            or InvalidOperationException or ArgumentException)
        {
            throw Refusal($"it cannot be loaded: {cause.Message}");
        }

        CliException Refusal(string reason) => new($"{option} '{text}': {reason.ReplaceLineEndings(" ")}", ExitCode.Usage);
    }

    private static ConstructorInfo Constructor(Assembly assembly, string? name, Func<string, CliException> refusal)
    {
        var found = assembly.GetExportedTypes().Where(IsActors).OrderBy(type => type.FullName, StringComparer.Ordinal).ToArray();
        var names = string.Join(", ", found.Select(type => type.FullName));
        if (found.Length == 0) throw refusal($"it has no public class that implements {typeof(IReplayedActors).FullName}");
        if (name is null && found.Length > 1) throw refusal($"it has several classes; name one, such as !{found[0].FullName}: {names}");
        var type = found.FirstOrDefault(type => name is null || type.FullName == name)
            ?? throw refusal($"it has no public class '{name}' that implements {typeof(IReplayedActors).FullName}; it has {names}");
        return type.GetConstructor([]) ?? throw refusal($"{type.FullName} has no public constructor without parameters");
    }

    private static bool IsActors(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(IReplayedActors));
}
