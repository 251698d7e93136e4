using System.Globalization;
using OptionAuctions.Benchmarks.Contenders;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace OptionAuctions.Benchmarks.Growth;

/// <summary>A figure as a picture: above what a record costs, below how many come through.</summary>
internal static class Plot
{
    private const string Cost = "cost", Rate = "rate", Sans = "sans-serif";
    private static readonly OxyColor Ours = OxyColor.FromRgb(0x1f, 0x77, 0xb4), Theirs = OxyColor.FromRgb(0x7f, 0x7f, 0x7f);

    public static string Svg(Figure figure, IReadOnlyList<Point> points)
    {
        var model = new PlotModel
        {
            Title = figure.Title, TitleFontSize = 14, Padding = new OxyThickness(12),
            DefaultFont = Sans, Background = OxyColors.White, Culture = CultureInfo.InvariantCulture,
        };
        model.Axes.Add(Steps(figure));
        model.Axes.Add(Upwards(
            Cost, "CPU, ns a record", 0.54, 1, points.SelectMany(point => new[] { point.Nanoseconds(Connecting.Feed), point.Nanoseconds(Connecting.Loop) })));
        model.Axes.Add(Upwards(
            Rate, "million records/s", 0, 0.46, points.SelectMany(point => new[] { point.Millions(Connecting.Feed), point.Millions(Connecting.Loop) })));
        model.Legends.Add(new Legend
        {
            LegendPlacement = LegendPlacement.Outside,
            LegendPosition = LegendPosition.TopCenter,
            LegendOrientation = LegendOrientation.Horizontal,
        });
        foreach (var (name, colour) in new[] { (Connecting.Feed, Ours), (Connecting.Loop, Theirs) })
        {
            model.Series.Add(Line(name, colour, Cost, points.Select(point => new DataPoint(point.Step, point.Nanoseconds(name)))));
            model.Series.Add(Line(null, colour, Rate, points.Select(point => new DataPoint(point.Step, point.Millions(name)))));
        }

        return new SvgExporter { Width = 760, Height = 520, UseVerticalTextAlignmentWorkaround = true }.ExportToString(model);
    }

    private static Axis Steps(Figure figure)
    {
        Axis axis = figure.IsLogarithmic ? new LogarithmicAxis() : new LinearAxis { Minimum = 0 };
        (axis.Position, axis.Title, axis.StringFormat) = (AxisPosition.Bottom, figure.Axis + (figure.IsLogarithmic ? " (logarithmic)" : ""), "N0");
        return Ruled(axis);
    }

    private static Axis Upwards(string key, string title, double from, double to, IEnumerable<double> values) => Ruled(new LinearAxis
    {
        Key = key, Title = title, Position = AxisPosition.Left, StartPosition = from, EndPosition = to, Minimum = 0, Maximum = values.Max() * 1.1,
    });

    private static Axis Ruled(Axis axis)
    {
        (axis.MajorGridlineStyle, axis.MajorGridlineColor) = (LineStyle.Solid, OxyColor.FromRgb(0xe4, 0xe4, 0xe4));
        // A title that stands up is drawn closer to the figures than it is measured.
        (axis.MinorTickSize, axis.AxisTitleDistance) = (0, axis.IsVertical() ? 16 : 8);
        return axis;
    }

    private static LineSeries Line(string? title, OxyColor colour, string axis, IEnumerable<DataPoint> points)
    {
        var line = new LineSeries
        {
            Title = title, RenderInLegend = title is not null, YAxisKey = axis, Color = colour,
            MarkerType = MarkerType.Circle, MarkerSize = 3, MarkerFill = colour,
        };
        line.Points.AddRange(points);
        return line;
    }
}
