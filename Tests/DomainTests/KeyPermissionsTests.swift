import Domain
import Testing

struct KeyPermissionsTests {
    @Test func clientsMayDoEverythingButTheOperatorsWork() {
        let permissions = KeyPermissions()
        #expect(KeyPermissions.Scope.allCases.filter { !permissions.allow($0) } == [.admin])
        #expect(permissions.allow(model: "anything"))
    }

    @Test func modelsAreAllOrThoseNamed() {
        #expect(KeyPermissions(models: ["a"]).allow(model: "a"))
        #expect(!KeyPermissions(models: ["a"]).allow(model: "A"))
        #expect(!KeyPermissions(models: []).allow(model: "a"))
    }
}
