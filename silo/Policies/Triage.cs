using TradeLive.Customers;
using TradeLive.Inquiries;
using TradeLive.Live;
using TradeLive.Log;
using TradeLive.Scoring;

namespace TradeLive.Policies;

/// <summary>Received → whose it is, what it is worth and who should take it, told to the inquiry in one command.</summary>
sealed class Triage(IGrainFactory grains, LiveModel model, InquiryScoring scoring, Router router) : IPolicy
{
    public async Task React(LogEntry entry)
    {
        if (entry.Event is not InquiryReceived received || model.Find(entry.Key) is not { } card) return;
        var (customer, isNew) = await CustomerIdentification.Identify(grains, received.Buyer, entry.Key, received.At);
        var known = scoring.Known(entry.Key, isNew ? null : customer.Value, received);
        var score = scoring.Of(known.Facts);
        var owner = isNew ? null : (await grains.GetGrain<ICustomerGrain>(customer.Value).Get()).Owner;
        var choice = card is { IsClosed: false, Owner: null } ? router.Choose(card, score.ExpectedValue.Amount, received.Message, owner) : null;
        await grains.GetGrain<IInquiryGrain>(entry.Key).Triage(new(Caller.Policy(entry.Position.ToString()), customer, score, choice, known.AsOf));
    }
}

/// <summary>Taken back or released → offered to another, or left in the pool.</summary>
sealed class OfferAgain(IGrainFactory grains, Router router, PoolFacts facts, LiveModel model) : IPolicy
{
    public async Task React(LogEntry entry)
    {
        RepId? from = entry.Event switch { InquiryOfferTakenBack e => e.From, InquiryReleased e => e.By, _ => null };
        if (from is null || model.Find(entry.Key) is not { IsClosed: false, Owner: null } card) return;
        var (message, owner) = await facts.At(entry);
        if (router.Choose(card, card.ExpectedValue, message, owner, from.Value) is { } choice)
            await grains.GetGrain<IInquiryGrain>(entry.Key).Route(new(Caller.Policy(entry.Position.ToString()), choice));
    }
}

/// <summary>Claimed or reassigned → the rep looks after the customer, if nobody did.</summary>
sealed class OwnCustomer(IGrainFactory grains, LiveModel model) : IPolicy
{
    public async Task React(LogEntry entry)
    {
        RepId? rep = entry.Event switch
        {
            InquiryClaimed e => e.By,
            InquiryReassigned e => e.To,
            InquiryIdentified when model.Find(entry.Key)?.Owner is { } owner => new RepId(owner),
            _ => null,
        };
        if (rep is not { } to || model.Find(entry.Key)?.Customer is not { } customer) return;
        TeamId? team = model.Organisation.TeamOf(to.Value) is { } name ? new(name) : null;
        await grains.GetGrain<ICustomerGrain>(customer).Assign(new(Caller.Policy(entry.Position.ToString()), to, team, IfNobody: true));
    }
}
