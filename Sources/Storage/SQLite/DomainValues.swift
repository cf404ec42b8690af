public import Domain
internal import Foundation
// A public type's conformance to a public protocol can't be kept internal.
public import GRDB

// How Domain's values stand in columns.

extension JobState: DatabaseValueConvertible {}
extension JobFailure.Code: DatabaseValueConvertible {}
extension LedgerEntry.Kind: DatabaseValueConvertible {}
extension BlobRecord.Role: DatabaseValueConvertible {}

extension Money: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { microDollars.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Money? {
        Int64.fromDatabaseValue(value).map(Money.init(microDollars:))
    }
}

extension Timestamp: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { milliseconds.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Timestamp? {
        Int64.fromDatabaseValue(value).map(Timestamp.init(milliseconds:))
    }
}

extension AccountID: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { number.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> AccountID? {
        Int64.fromDatabaseValue(value).map(AccountID.init)
    }
}

extension KeyID: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { number.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> KeyID? {
        Int64.fromDatabaseValue(value).map(KeyID.init)
    }
}

extension FencingToken: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { count.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> FencingToken? {
        Int64.fromDatabaseValue(value).map(FencingToken.init(count:))
    }
}

extension JobID: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { text.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> JobID? {
        String.fromDatabaseValue(value).flatMap(JobID.init)
    }
}

extension WorkerID: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { name.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> WorkerID? {
        String.fromDatabaseValue(value).map(WorkerID.init)
    }
}

extension BlobName: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { text.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> BlobName? {
        String.fromDatabaseValue(value).flatMap(BlobName.init)
    }
}

extension DeliveryID: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { text.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> DeliveryID? {
        String.fromDatabaseValue(value).flatMap { DeliveryID($0) }
    }
}

extension WebhookSecret: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> WebhookSecret? {
        Data.fromDatabaseValue(value).flatMap { WebhookSecret(bytes: $0) }
    }
}
