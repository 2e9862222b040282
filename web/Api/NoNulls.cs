using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using TradeLive.Views;

namespace TradeLive.Web.Api;

/// <summary>Refuses a body that says null where the contract allows none: source-generated JSON lets it through.</summary>
sealed class NoNulls : IEndpointFilter
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Needed = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
            if (argument is not null && FirstNull(argument) is { } field)
                return context.HttpContext.RequestServices.GetRequiredService<Answers>().Invalid((field, "problem.required"));
        return await next(context);
    }

    static string? FirstNull(object value)
    {
        if (value is IEnumerable many and not string && IsOurs(value.GetType().GetElementType() ?? value.GetType().GenericTypeArguments.FirstOrDefault()))
            return many.Cast<object?>().Select(item => item is null ? "[]" : FirstNull(item)).FirstOrDefault(field => field is not null);
        if (!IsOurs(value.GetType())) return null;
        foreach (var property in Needed.GetOrAdd(value.GetType(), PropertiesThatMayNotBeNull))
        {
            var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            if (property.GetValue(value) is not { } inner) return name;
            if (FirstNull(inner) is { } below) return $"{name}.{below}";
        }
        return null;
    }

    static bool IsOurs(Type? type) => type?.Assembly == typeof(ReceiveRequest).Assembly && !type.IsValueType;

    static PropertyInfo[] PropertiesThatMayNotBeNull(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.PropertyType.IsValueType && property.GetIndexParameters().Length == 0 && nullability.Create(property).ReadState == NullabilityState.NotNull)];
    }
}
