using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Orders;
using TradeLive.Views;

namespace TradeLive.Policies;

/// <summary>An amount won elsewhere was corrected → the order's too.</summary>
sealed class CorrectOrderOfWin(IGrainFactory grains) : IPolicy
{
    public async Task React(LogEntry entry)
    {
        if (entry.Event is InquiryWonAmountCorrected e)
            await grains.GetGrain<IOrderGrain>(e.Order.Value).Correct(new(Caller.Policy(entry.Position.ToString()), e.To));
    }
}

/// <summary>Won → the order, exactly one for each win, however often this runs.</summary>
/// <remarks>An inquiry taken over as won may not be identified yet: then its identification leads here.</remarks>
sealed class PlaceOrderOfWin(IGrainFactory grains, LiveModel model, ChangeLog log, TimeProvider clock) : IPolicy
{
    public async Task React(LogEntry entry)
    {
        if (entry.Event is not (InquiryWon or InquiryIdentified)) return;
        if (model.Find(entry.Key) is not { Customer: { } customer } card) return;
        // A win that was undone meanwhile is placed all the same: what undid it cancels it.
        if (entry.Event is InquiryIdentified && card.Stage != Stage.Won) return;
        var history = log.ReadStreams([entry.Stream]);
        var win = entry.Event is InquiryWon ? entry : history.Last(earlier => earlier.Event is InquiryWon);
        var won = (InquiryWon)win.Event!;
        // Taken in or caught up with as won: it was won elsewhere, before.
        var past = win.Command == history[0].Command || win.From == "import" ? new PastOrder(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), null) : null;
        await grains.GetGrain<IOrderGrain>(won.Order.Value).Place(new(
            Caller.Policy(entry.Position.ToString()), Terms(won, card, customer), Promised: null, past));
    }

    OrderTerms Terms(InquiryWon won, Card card, string customer)
    {
        var hours = card.Team is { } team ? model.Organisation.Teams.GetValueOrDefault(team)?.Terms?.Hours : null;
        var calendar = hours is null ? WorkCalendar.MondayToFriday : new WorkCalendar(hours.Days, hours.Holidays);
        // What was corrected before the order came counts.
        var amount = won.Lines.Count == 0 && card.WonAmount is { } corrected ? new Money(corrected, new(card.WonCurrency!)) : won.Amount;
        return new(
            won.Order.Value, new(customer), new InquiryId(card.Id), card.Owner is { } owner ? new RepId(owner) : null,
            card.Team is { } id ? new TeamId(id) : null, amount, Lines(won, card, amount), won.Term, won.Payment ?? PaymentTerms.Default, won.At, calendar, won.On);
    }

    static IReadOnlyList<QuoteLine> Lines(InquiryWon won, Card card, Money amount)
    {
        if (won.Lines.Count > 0) return won.Lines;
        // Won without a quotation: one line that says what is known.
        return [new(card.Product, 1, null, amount)];
    }
}

/// <summary>Reopened → the order of the win is cancelled, so that winning again leaves one order.</summary>
/// <remarks>
/// Unless the goods have shipped: then they are the buyer's, must be paid or sent back, and the order stays as it is. What is won after that is another order.
/// </remarks>
sealed class CancelOrderOfReopened(IGrainFactory grains) : IPolicy
{
    public async Task React(LogEntry entry)
    {
        if (entry.Event is not InquiryReopened { Order: { } order }) return;
        await grains.GetGrain<IOrderGrain>(order.Value).Cancel(new(Caller.Policy(entry.Position.ToString()), CancelOrder.InquiryReopened, UnlessShipped: true));
    }
}
