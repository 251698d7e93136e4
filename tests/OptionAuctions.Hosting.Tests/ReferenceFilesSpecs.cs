using System.Text;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting.Tests;

/// <summary>Series by what they are, in options and configuration, on 2026-11-23.</summary>
public sealed class ReferenceFilesSpecs : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 8, 0, 0, MarketTime.Offset);

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("auctions-").FullName, "some.mst");

    public ReferenceFilesSpecs() => Write(Morning, Shipped());

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Series_give_their_codes_in_order_of_importance()
    {
        var options = Read(Master, ("Series:0:Underlying", "삼성전자"), ("Series:0:Expiries", "1"), ("Series:0:Atm", "1"));

        Assert.Equal(["B11612083", "C11612083", "B11612082", "B11612084", "C11612082", "C11612084"], options.Codes);
        Assert.Empty(options.Warnings);
    }

    [Fact]
    public void They_come_behind_the_other_codes_and_each_code_once()
    {
        var codes = Path.Combine(Path.GetDirectoryName(_file)!, "codes.txt");
        File.WriteAllText(codes, "C11612083\n");

        var options = Read(
            Master, ("Codes:0", "B50612081"), ("CodesFile", codes),
            ("Series:0:Underlying", "005930"), ("Series:0:Expiries", "1"), ("Series:0:Atm", "0"),
            ("Series:1:Underlying", "000660"), ("Series:1:Expiries", "1"), ("Series:1:Atm", "2"), ("Series:1:Kind", "calls"));

        Assert.Equal(["B50612081", "C11612083", "B11612083", "B50612083", "B50612082", "B50612084", "B50612085"], options.Codes);
    }

    [Fact]
    public void Codes_that_are_listed_or_of_a_fixed_selection_stay_when_others_move()
    {
        var options = Read(
            Master, ("Codes:0", "B11612083"), ("Series:0:Underlying", "005930"), ("Series:0:Expiries", "1"), ("Series:0:Atm", "1"), ("Series:0:Moves", "true"),
            ("Series:1:Underlying", "005930"), ("Series:1:Expiries", "1"), ("Series:1:Atm", "0"));

        Assert.Equal(["B11612083", "C11612083"], options.CodesThatStay.Select(code => code.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(6, options.Codes.Count);
    }

    [Fact]
    public void Checking_again_changes_nothing()
    {
        var options = Read(Master, ("Series:0:Underlying", "005930"), ("Series:1:Underlying", "nobody"));
        var (codes, warnings) = (options.Codes.ToArray(), options.Warnings.ToArray());

        FeedOptionsReader.Check(options).Resolve(Morning);

        Assert.Equal(codes, options.Codes);
        Assert.Equal(warnings, options.Warnings);
    }

    [Fact]
    public void The_day_is_the_one_that_it_is_in_Korea() => Assert.Equal(
        ["B11701083", "C11701083"],
        Read(
            new DateTimeOffset(2026, 12, 10, 15, 0, 0, TimeSpan.Zero),
            Master, ("Market:MasterFileMaxAge", "60.00:00:00"),
            ("Series:0:Underlying", "005930"), ("Series:0:Expiries", "1"), ("Series:0:Atm", "0")).Codes);

    [Theory]
    [InlineData("Warnings:0", "x", "OptionAuctions:Warnings is not an option; those there are: ")]
    [InlineData("Series:0:Underlyin", "005930", "OptionAuctions:Series:0:Underlyin is not an option; those there are: Underlying, Kind, Expiries, Atm")]
    [InlineData("Series:0", "005930", "OptionAuctions:Series:0 is not an option; series are OptionAuctions:Series:0:Underlying, :Kind, :Expiries and :Atm")]
    [InlineData("Series", "005930", "OptionAuctions:Series is a list, and no single value; its first item is OptionAuctions:Series:0")]
    [InlineData("Series:0:Underlying", " ", "OptionAuctions:Series:0:Underlying is missing")]
    [InlineData("Series:0:Expiries", "-1", "OptionAuctions:Series:0:Expiries is -1, and has to be between 0 and 100")]
    [InlineData("Series:0:Atm", "101", "OptionAuctions:Series:0:Atm is 101, and has to be between 0 and 100")]
    [InlineData("Series:0:Delta", "0.5", "OptionAuctions:Series:0:Delta is 0.5, and has to be between 0.01 and 0.49")]
    [InlineData("Series:0:Volatility", "0", "OptionAuctions:Series:0:Volatility is 0, and has to be between 0.01 and 5")]
    [InlineData("Series:0:Atm", "many", "OptionAuctions:Series:0:Atm")]
    [InlineData("Series:0:Kind", "7", "OptionAuctions:Series:0:Kind is 7, and has to be Both, Calls, Puts")]
    [InlineData("Series:0:Kind", "straddles", "OptionAuctions:Series:0:Kind")]
    [InlineData("MasterFile", "", "OptionAuctions:MasterFile is empty, and Series needs it to find the codes")]
    [InlineData("Market:MasterFileMaxAge", "00:59:59", "OptionAuctions:Market:MasterFileMaxAge is 00:59:59, and has to be between 01:00:00 and 365.00:00:00")]
    public void What_is_unknown_or_impossible_is_refused_by_its_key(string key, string value, string sentence)
    {
        var refused = Assert.Throws<FeedOptionsException>(() => Read(Master, ("Series:0:Underlying", "005930"), (key, value)));

        Assert.Contains(refused.Problems, problem => problem.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_thousand_and_one_series_are_too_many() => Assert.Contains(
        "OptionAuctions:Series asks 1001 times, and 1000 are the most",
        Assert.Throws<FeedOptionsException>(() => FeedOptionsReader.Check(Account(), o =>
        {
            o.MasterFile = _file;
            o.Series.AddRange(Enumerable.Repeat(new SeriesQuery { Underlying = "005930" }, 1001));
        })).Message);

    [Fact]
    public void Reference_data_that_the_host_has_takes_the_place_of_the_files()
    {
        var reference = ReferenceData.BuiltIn with { Instruments = InstrumentList.Load(_file) };
        var options = FeedOptionsReader.Check(
            Account(),
            o =>
            {
                o.Series = [new SeriesQuery { Underlying = "005930", Expiries = 1, Atm = 0 }];
                (o.Market.CalendarDirectory, o.Market.PhasesFile) = ("no-such-folder", "no-such-file.json");
            },
            reference);

        Assert.Same(reference, options.Resolve(Morning, reference));
        Assert.Equal(["B11612083", "C11612083"], options.Codes);
        Assert.Empty(options.UnmatchedSeries);
    }

    [Fact]
    public void Reference_data_without_instruments_does_not() => Assert.Equal(
        ["OptionAuctions:MasterFile is empty, and Series needs it to find the codes"],
        Assert.Throws<FeedOptionsException>(() => FeedOptionsReader.Check(
            Account(), o => o.Series = [new SeriesQuery { Underlying = "005930" }], ReferenceData.BuiltIn)).Problems);

    [Fact]
    public void No_master_file_and_no_series_is_nothing_to_warn_of() => Assert.Empty(Read(("Codes:0", "B11612083")).Warnings);

    [Fact]
    public void A_master_file_that_is_missing_is_one_warning_and_the_other_codes_are_followed()
    {
        var options = Read(("MasterFile", "no-such.mst"), ("Codes:0", "B11612083"), ("Series:0:Underlying", "005930"));

        Assert.Equal(["B11612083"], options.Codes);
        Assert.StartsWith("OptionAuctions:MasterFile 'no-such.mst' cannot be read: ", Assert.Single(options.Warnings));
    }

    [Fact]
    public void A_folder_for_a_master_file_is_a_warning_too() =>
        Assert.Contains("cannot be read", Assert.Single(Read(("MasterFile", Path.GetDirectoryName(_file)!)).Warnings));

    [Fact]
    public void A_master_file_that_is_old_expired_or_refused_in_part_is_a_warning_even_when_no_series_needs_it()
    {
        Write(Morning.AddDays(-4), "5|B1|KR4|x C 202601 1(  10)|1|1|1|005930|x\nsomething else\n");

        Assert.Equal(
            $"OptionAuctions:MasterFile '{_file}': the master file is not as it should be: it was made 2026-11-19 08:00 KST, more than 3 days ago; "
                + "all of its 1 series have expired, the last on 2026-01-08; lines that could not be read: 1, the first line 2: 1 columns instead of 9",
            Assert.Single(Read(Master).Warnings));
    }

    [Fact]
    public void A_query_that_finds_nothing_is_a_warning_by_its_key()
    {
        var options = Read(Master, ("Series:0:Underlying", "nobody"), ("Series:1:Underlying", "005930"), ("Series:1:Expiries", "1"), ("Series:1:Atm", "0"));

        Assert.Equal(["B11612083", "C11612083"], options.Codes);
        Assert.Equal(
            "OptionAuctions:Series:0: 'nobody' is neither symbol nor name of one of the 32 underlyings in the master file",
            Assert.Single(options.Warnings));
    }

    private (string Key, string Value) Master => ("MasterFile", _file);

    private void Write(DateTimeOffset madeAt, string text)
    {
        File.WriteAllBytes(_file, CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetBytes(text));
        File.SetLastWriteTimeUtc(_file, madeAt.UtcDateTime);
    }

    private static string Shipped() => CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetString(File.ReadAllBytes(Repository.MasterFile));

    private static FeedOptions Account() => new() { AppKeys = [new AppKeyOptions { AppKey = new Secret("key"), AppSecret = new Secret("secret") }] };

    private static FeedOptions Read(params (string Key, string Value)[] values) => Read(Morning, values);

    private static FeedOptions Read(DateTimeOffset now, params (string Key, string Value)[] values)
    {
        var section = values.GroupBy(v => v.Key).ToDictionary(v => $"OptionAuctions:{v.Key}", v => (string?)v.Last().Value);
        var options = FeedOptionsReader.Read(
            new ConfigurationBuilder().AddInMemoryCollection(section).Build(), options => options.AppKeys = Account().AppKeys);
        options.Resolve(now);
        return options;
    }
}
