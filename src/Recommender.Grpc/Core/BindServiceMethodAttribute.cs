namespace Grpc.Core;

/// <summary>Tells, on a generated service base class, which static method binds the methods of the service.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = true)]
public class BindServiceMethodAttribute : Attribute
{
    /// <summary>Names the binding method.</summary>
    public BindServiceMethodAttribute(Type bindType, string bindMethodName)
    {
        BindType = bindType;
        BindMethodName = bindMethodName;
    }

    /// <summary>The class that has the binding method.</summary>
    public Type BindType { get; }

    /// <summary>The name of the binding method.</summary>
    public string BindMethodName { get; }
}
