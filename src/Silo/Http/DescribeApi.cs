using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Monitoring.Silo.Http.Verbs;

namespace Monitoring.Silo.Http;

/// <summary>What the endpoints do not say of themselves in <c>/openapi/v1.json</c>: the key, and the name of a request.</summary>
internal static class DescribeApi
{
    private const string Bearer = "bearer";
    private const string Complaints = "api/v1/complaints";
    private const string Facilities = "api/v1/facilities";
    private const string Policies = "api/v1/policies";

    /// <summary>Where a role may be named to act in.</summary>
    private static readonly string[] Verbs = [Complaints + "/{id}/{verb}", Facilities + "/{id}/{verb}"];

    public static void With(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Monitoring",
                Version = "v1",
                Description = "Complaints about health facilities that enforce their own deadlines. Errors are RFC 9457 problems with a stable code.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = Bearer,
                    Description = "The admin key, or a session's cookie instead.",
                },
            };
            document.Security =
                [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description is { HttpMethod: "POST", RelativePath: { } path }
                && (path.StartsWith(Complaints, StringComparison.Ordinal) || path.StartsWith(Facilities, StringComparison.Ordinal) || path == Policies))
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key",
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "Names the request: the same key and body get the same answer, another body gets 422.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
                });
            }

            if (context.Description.RelativePath is { } verb && Verbs.Contains(verb))
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = CarryOutVerb.ActingAs,
                    In = ParameterLocation.Header,
                    Description = "The role to act in, for a key that holds several; operator without it.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            return Task.CompletedTask;
        });
    }
}
