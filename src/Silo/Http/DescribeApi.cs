using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Monitoring.Silo.Http;

/// <summary>What the endpoints do not say of themselves in <c>/openapi/v1.json</c>: the key, and the name of a request.</summary>
internal static class DescribeApi
{
    private const string Bearer = "bearer";
    private const string Complaints = "api/v1/complaints";

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
                && path.StartsWith(Complaints, StringComparison.Ordinal))
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

            if (context.Description is { RelativePath: Complaints + "/{id}/{verb}" })
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = Verbs.CarryOutVerb.ActingAs,
                    In = ParameterLocation.Header,
                    Description = "The role to act in, for a key that holds several; operator without it.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            return Task.CompletedTask;
        });
    }
}
