using System.Reflection;
using OptionAuctions.Wire;

namespace OptionAuctions.Market;

/// <summary>The files of a calendar. Their format is described in the comments of those under <c>config/calendar</c>.</summary>
/// <param name="Holidays">Weekdays without trading.</param>
/// <param name="LateStarts">Days whose session is shifted.</param>
/// <param name="Expiries">Last trading days, against which the holidays are checked.</param>
/// <param name="Sessions">Session windows of a day, of options and futures.</param>
/// <param name="StockSessions">Those of stocks.</param>
internal sealed record CalendarFiles(
    CalendarFile Holidays, CalendarFile LateStarts, CalendarFile Expiries, CalendarFile Sessions, CalendarFile StockSessions)
{
    private const int MaxBytes = 1024 * 1024;
    private const string StockSessionsName = "stock-sessions.txt";

    /// <summary>Reads the shipped files, which are resources of the assembly.</summary>
    public static CalendarFiles Embedded() => Of(Shipped);

    /// <summary>Reads the files of a folder. One without the sessions of stocks has the shipped ones: it may be older than they are.</summary>
    /// <exception cref="CalendarException">One of them is missing or cannot be read.</exception>
    public static CalendarFiles In(string folder) => Of(name =>
    {
        var path = Path.Combine(folder, name);
        if (name == StockSessionsName && !File.Exists(path)) return Shipped(name);
        try
        {
            using var text = new StreamReader(new MemoryStream(RegularFile.ReadAllBytes(path, MaxBytes)));
            return new CalendarFile(path, text.ReadToEnd());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CalendarException(path, "there is no such file, and a calendar cannot do without it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CalendarException(path, $"it cannot be read: {e.Message.TrimEnd('.')}");
        }
    });

    private static CalendarFiles Of(Func<string, CalendarFile> read) =>
        new(read("holidays.txt"), read("late-starts.txt"), read("expiries.txt"), read("sessions.txt"), read(StockSessionsName));

    private static CalendarFile Shipped(string name)
    {
        var resource = "calendar/" + name;
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return new CalendarFile(resource, reader.ReadToEnd());
    }
}
