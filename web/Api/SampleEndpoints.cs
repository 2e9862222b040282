using TradeLive.Live;
using TradeLive.Samples;
using TradeLive.Views;
using TradeLive.Web.Access;

namespace TradeLive.Web.Api;

/// <summary>The sample company over HTTP.</summary>
static class SampleEndpoints
{
    public static void MapSample(this RouteGroupBuilder api)
    {
        api.MapPost("/sample", Load).WithTags("Sample").Produces<ImportView>().ProducesProblem(403).ProducesProblem(409);
        api.MapGet("/imports/sample", (SampleLoader sample) => TypedResults.Ok(sample.View)).WithTags("Sample");
    }

    static IResult Load(HttpContext context, Permissions permissions, Answers answers, SampleLoader sample, LiveModel model)
    {
        if (!permissions.Of(context.User).ManagesTeams) return answers.Forbidden();
        // Made-up people and orders do not go among real ones.
        return model.Organisation.Teams.IsEmpty || sample.View.State != ImportState.Uploaded ? TypedResults.Ok(sample.Start()) : answers.Problem(StatusCodes.Status409Conflict, "problem.sample-not-empty");
    }
}
