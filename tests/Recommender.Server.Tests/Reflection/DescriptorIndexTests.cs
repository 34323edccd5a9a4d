using Recommender.Server.Reflection;
using Recommender.Server.Tests.Protos;

namespace Recommender.Server.Tests.Reflection;

public sealed class DescriptorIndexTests
{
    private readonly DescriptorIndex _index = new([Zoo.Descriptor]);

    [Theory]
    [InlineData("recommender.test.Zoo")]
    [InlineData("recommender.test.Zoo.Feed")]
    [InlineData("recommender.test.Animal")]
    [InlineData("recommender.test.Animal.name")]
    [InlineData("recommender.test.Animal.home")]
    [InlineData("recommender.test.Animal.pond")]
    [InlineData("recommender.test.Animal.Size")]
    [InlineData("recommender.test.Animal.LARGE")]
    [InlineData("recommender.test.Animal.Collar")]
    [InlineData("recommender.test.Animal.Collar.colour")]
    [InlineData("recommender.test.Animal.Collar.collar")]
    [InlineData("recommender.test.Diet")]
    [InlineData("recommender.test.CARNIVORE")]
    [InlineData("recommender.test.legs")]
    public void Finds_the_file_of_a_symbol_of_every_kind(string symbol)
    {
        Assert.Same(ZooReflection.Descriptor, _index.FileOfSymbol(symbol));
    }

    [Theory]
    [InlineData("recommender.test.Food.name", "food.proto")]
    [InlineData("google.protobuf.Timestamp.nanos", "google/protobuf/timestamp.proto")]
    public void Finds_symbols_of_imported_files(string symbol, string file)
    {
        Assert.Equal(file, _index.FileOfSymbol(symbol)?.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("recommender.test")]
    [InlineData("recommender.test.Animal.Size.LARGE")]
    [InlineData(".recommender.test.Zoo")]
    [InlineData("recommender.test.zoo")]
    public void Finds_nothing_for_what_is_no_symbol(string symbol)
    {
        Assert.Null(_index.FileOfSymbol(symbol));
    }

    [Fact]
    public void Finds_extensions_by_message_and_number_wherever_they_are_declared()
    {
        Assert.Same(ZooReflection.Descriptor, _index.FileOfExtension("recommender.test.Animal", 100));
        Assert.Same(ZooReflection.Descriptor, _index.FileOfExtension("recommender.test.Animal", 101));
        Assert.Null(_index.FileOfExtension("recommender.test.Animal", 102));
        Assert.Null(_index.FileOfExtension("recommender.test.Food", 100));
    }

    [Fact]
    public void Lists_extension_numbers_in_order_none_for_a_plain_message_and_null_for_what_is_no_message()
    {
        Assert.Equal([100, 101], _index.ExtensionNumbers("recommender.test.Animal"));
        Assert.Equal([], _index.ExtensionNumbers("recommender.test.Food"));
        Assert.Equal([], _index.ExtensionNumbers("recommender.test.Animal.Collar"));
        Assert.Null(_index.ExtensionNumbers("recommender.test.Nothing"));
        Assert.Null(_index.ExtensionNumbers("recommender.test.Zoo"));
    }

    [Fact]
    public void Finds_files_by_the_name_that_others_import_them_under()
    {
        Assert.Same(FoodReflection.Descriptor, _index.FileNamed("food.proto"));
        Assert.Null(_index.FileNamed("Protos/food.proto"));
    }

    [Fact]
    public void Counts_a_service_given_twice_once()
    {
        Assert.Equal(["recommender.test.Zoo"], new DescriptorIndex([Zoo.Descriptor, Zoo.Descriptor]).ServiceNames);
    }
}
