using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeLive.Views;

/// <summary>JSON of the HTTP API and the hub, the same on both sides: camel case, enums by name, nothing where there is nothing.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Card)), JsonSerializable(typeof(ResponseView)), JsonSerializable(typeof(CompanyView)), JsonSerializable(typeof(RateView[]))]
[JsonSerializable(typeof(Me)), JsonSerializable(typeof(BoardSnapshot)), JsonSerializable(typeof(ColumnPage)), JsonSerializable(typeof(BoardBatch))]
[JsonSerializable(typeof(AtRiskView)), JsonSerializable(typeof(CareRequest)), JsonSerializable(typeof(CareDoneRequest)), JsonSerializable(typeof(IReadOnlyList<CareView>))]
[JsonSerializable(typeof(ComplaintRequest)), JsonSerializable(typeof(SettleRequest))]
[JsonSerializable(typeof(QueueView)), JsonSerializable(typeof(Page<ContestView>)), JsonSerializable(typeof(ContestRequest)), JsonSerializable(typeof(WhatIfView)), JsonSerializable(typeof(ScoreReportView)), JsonSerializable(typeof(InquiryDetails)), JsonSerializable(typeof(WatchAnswer)), JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Page<CustomerListItem>)), JsonSerializable(typeof(CustomerDetails)), JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Page<OrderListItem>)), JsonSerializable(typeof(OrderDetails)), JsonSerializable(typeof(IReadOnlyList<TeamView>)), JsonSerializable(typeof(IReadOnlyList<RepView>))]
[JsonSerializable(typeof(ImportView)), JsonSerializable(typeof(IReadOnlyList<ImportView>)), JsonSerializable(typeof(ImportPreview)), JsonSerializable(typeof(ImportStart))]
[JsonSerializable(typeof(IReadOnlyList<ImportError>)), JsonSerializable(typeof(CommandAnswer)), JsonSerializable(typeof(BulkItem[])), JsonSerializable(typeof(PreferencesRequest))]
[JsonSerializable(typeof(ReceiveRequest[])), JsonSerializable(typeof(ReassignRequest)), JsonSerializable(typeof(MoveRequest)), JsonSerializable(typeof(ContactRequest))]
[JsonSerializable(typeof(NoteRequest)), JsonSerializable(typeof(QuoteRequest)), JsonSerializable(typeof(WinRequest)), JsonSerializable(typeof(LoseRequest))]
[JsonSerializable(typeof(OwnerRequest)), JsonSerializable(typeof(FieldRequest)), JsonSerializable(typeof(IReadOnlyList<FailureView>))]
[JsonSerializable(typeof(AccountView)), JsonSerializable(typeof(AccountRequest)), JsonSerializable(typeof(TokenView[])), JsonSerializable(typeof(TokenRequest)), JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(ModelsView)), JsonSerializable(typeof(BroughtModel))]
[JsonSerializable(typeof(IReadOnlyList<SurveyListItem>)), JsonSerializable(typeof(SurveyDetails)), JsonSerializable(typeof(SurveyRequest)), JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(IReadOnlyList<StaffView>)), JsonSerializable(typeof(IReadOnlyList<SurveyTemplate>)), JsonSerializable(typeof(IReadOnlyList<MySurvey>))]
[JsonSerializable(typeof(BlindRequest)), JsonSerializable(typeof(BlindSigned)), JsonSerializable(typeof(CodesRequest)), JsonSerializable(typeof(CodesView))]
[JsonSerializable(typeof(BoxView)), JsonSerializable(typeof(BoxAnswer)), JsonSerializable(typeof(BoxReceived)), JsonSerializable(typeof(IReadOnlyList<ReceiptsView>))]
[JsonSerializable(typeof(SurveyResults)), JsonSerializable(typeof(IReadOnlyList<TrendPoint>))]
[JsonSerializable(typeof(object)), JsonSerializable(typeof(MilestoneRequest)), JsonSerializable(typeof(ReviseRequest)), JsonSerializable(typeof(CancelRequest))]
public sealed partial class ViewsJson : JsonSerializerContext;
