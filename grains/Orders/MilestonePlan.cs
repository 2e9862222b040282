using TradeLive.Views;

namespace TradeLive.Orders;

/// <summary>A step as it stands: planned, foreseen, done.</summary>
/// <param name="Forecast">The date to be expected now: never before the plan, later where a predecessor slipped; the date done, once done.</param>
public sealed record Standing(Milestone Milestone, Department Department, DateOnly Planned, DateOnly Original, DateOnly Forecast, DateOnly? Done, OnTime State, string? Reason);

/// <summary>The usual chain of an export order: how long each step takes, who owns it, and what a slip does to those that follow. Pure.</summary>
public static class MilestonePlan
{
    /// <summary>Working days that each step takes after the one before; sea transit and the question of satisfaction in calendar days.</summary>
    static readonly (Milestone Milestone, Department Department, int WorkingDays, int CalendarDays)[] Chain =
    [
        (Milestone.PiConfirmed, Department.Sales, 1, 0), (Milestone.ContractChecked, Department.Legal, 1, 0),
        (Milestone.CreditChecked, Department.Finance, 1, 0), (Milestone.DepositReceived, Department.Finance, 4, 0),
        (Milestone.Production, Department.SupplyChain, 20, 0), (Milestone.Inspection, Department.SupplyChain, 2, 0),
        (Milestone.Booking, Department.SupplyChain, 2, 0), (Milestone.ExportCustoms, Department.SupplyChain, 2, 0),
        (Milestone.Shipped, Department.SupplyChain, 2, 0), (Milestone.DocumentsSent, Department.Sales, 3, 0),
        (Milestone.BalanceReceived, Department.Finance, 4, 0), (Milestone.Delivered, Department.SupplyChain, 0, 21),
        (Milestone.Closed, Department.Sales, 0, 7),
    ];

    public static Department DepartmentOf(Milestone milestone) => Chain[(int)milestone].Department;

    /// <summary>Dates for every step of an order placed on a day; a promised delivery moves delivery and closing.</summary>
    /// <param name="payment">A balance due before shipment comes before it in the plan.</param>
    public static IReadOnlyList<Due> Plan(DateOnly ordered, DateOnly? promised, WorkCalendar calendar, PaymentTerms payment)
    {
        var plan = new List<Due>(Chain.Length);
        var day = ordered;
        foreach (var milestone in Steps(payment))
        {
            day = milestone == Milestone.Delivered && promised is { } agreed && agreed >= ordered ? agreed : After(day, milestone, calendar);
            plan.Add(new(milestone, day));
        }
        return plan;
    }

    static List<Milestone> Steps(PaymentTerms payment)
    {
        var usual = Chain.Select(step => step.Milestone).ToList();
        if (!payment.BalanceBeforeShipment) return usual;
        usual.Remove(Milestone.BalanceReceived);
        usual.Insert(usual.IndexOf(Milestone.Shipped), Milestone.BalanceReceived);
        return usual;
    }

    /// <summary>How each step stands today.</summary>
    public static IReadOnlyList<Standing> Stand(this Order order, DateOnly today)
    {
        if (order.Terms is not { } terms) return [];
        var steps = new List<Standing>(order.Steps.Count);
        Step? before = null;
        DateOnly? reached = null;
        var lastDone = order.Steps.ToList().FindLastIndex(step => step.Done is not null);
        foreach (var (index, step) in order.Steps.Index())
        {
            var forecast = step.Done ?? Forecast(before, reached, step, index <= lastDone ? step.Planned : today, terms.Calendar);
            steps.Add(new(
                step.Milestone, DepartmentOf(step.Milestone), step.Planned, step.Original, forecast, step.Done,
                State(order, step, forecast, today, passed: index < lastDone), step.Reason));
            (before, reached) = (step, forecast);
        }
        return steps;
    }

    /// <summary>How the whole order stands: its delivery against the promise.</summary>
    public static OnTime State(IReadOnlyList<Standing> steps) =>
        steps.FirstOrDefault(step => step.Milestone == Milestone.Delivered)?.State ?? OnTime.OnTrack;

    /// <summary>The first step that is not done, later steps that are done notwithstanding skipped ones.</summary>
    public static Standing? Next(IReadOnlyList<Standing> steps)
    {
        var last = steps.ToList().FindLastIndex(step => step.Done is not null);
        return steps.Skip(last + 1).FirstOrDefault();
    }

    // What the plan leaves between two steps stays between them when the first slips.
    static DateOnly Forecast(Step? before, DateOnly? reached, Step step, DateOnly today, WorkCalendar calendar)
    {
        var forecast = step.Planned;
        if (before is not null && reached is { } at && at > before.Planned)
        {
            var slipped = Chain[(int)step.Milestone].CalendarDays > 0
                ? calendar.OnOrAfter(at.AddDays(step.Planned.DayNumber - before.Planned.DayNumber))
                : calendar.Add(at, calendar.Between(before.Planned, step.Planned));
            if (slipped > forecast) forecast = slipped;
        }
        return forecast < today ? calendar.OnOrAfter(today) : forecast;
    }

    static OnTime State(Order order, Step step, DateOnly forecast, DateOnly today, bool passed) => step switch
    {
        { Done: { } done } => done <= step.Original ? OnTime.DoneOnTime : OnTime.DoneLate,
        _ when order.IsCancelled => OnTime.Cancelled,
        _ when passed => OnTime.DoneOnTime,
        _ when today > step.Planned => OnTime.Late,
        _ when forecast > step.Planned => OnTime.AtRisk,
        _ => OnTime.OnTrack,
    };

    static DateOnly After(DateOnly day, Milestone milestone, WorkCalendar calendar)
    {
        var step = Chain[(int)milestone];
        return step.CalendarDays > 0 ? calendar.OnOrAfter(day.AddDays(step.CalendarDays)) : calendar.Add(day, step.WorkingDays);
    }
}
