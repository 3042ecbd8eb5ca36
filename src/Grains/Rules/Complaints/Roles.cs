namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The roles that can stand behind an event.</summary>
public static class Roles
{
    public const string Citizen = "citizen";
    public const string Gateway = "gateway";
    public const string Operator = "operator";
    public const string Manager = "manager";
    public const string Supervisor = "supervisor";
    public const string Inspectorate = "inspectorate";
    public const string Admin = "admin";
    public const string System = "system";
}
