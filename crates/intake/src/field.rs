//! The fields a ledger row may have: one closed list, with the name each has in files and answers.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// One named field of a ledger row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $variant,)+
        }

        impl Field {
            /// Every field, in the order a ledger shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in files, answers and the database, such as `asset_no`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

fields! {
    /// The company's own number on the label.
    AssetNo = "asset_no",
    /// The name on the network.
    HostName = "host_name",
    /// What kind of thing it is (PC, printer …).
    Kind = "kind",
    /// Who made it.
    Maker = "maker",
    /// The model by name.
    Model = "model",
    /// The model by its exact number.
    ModelNo = "model_no",
    /// The maker's serial number.
    Serial = "serial",
    /// Who uses it.
    User = "user",
    /// The user's employee number.
    UserId = "user_id",
    /// The department that uses it.
    Dept = "dept",
    /// Where it stands.
    Location = "location",
    /// Bought, or the lease began.
    Acquired = "acquired",
    /// What it cost, in yen.
    Price = "price",
    /// Bought, leased or rented.
    AcquireType = "acquire_type",
    /// When the lease or contract ends.
    LeaseEnd = "lease_end",
    /// When the warranty or maintenance ends.
    WarrantyEnd = "warranty_end",
    /// Who sold it.
    Vendor = "vendor",
    /// Operating system.
    Os = "os",
    /// Build of the operating system.
    OsBuild = "os_build",
    /// Which Office is on it.
    Office = "office",
    /// Processor.
    Cpu = "cpu",
    /// Main memory.
    Memory = "memory",
    /// Disk.
    Storage = "storage",
    /// IP address.
    Ip = "ip",
    /// MAC address.
    Mac = "mac",
    /// Protection against malware.
    Av = "av",
    /// Whether and how the disk is encrypted.
    Encryption = "encryption",
    /// Whether it holds personal data.
    PersonalData = "personal_data",
    /// Whether it may leave the office.
    CarryOut = "carry_out",
    /// Whether the pledge was signed.
    Pledge = "pledge",
    /// In use, in stock, in repair …
    Status = "status",
    /// When it was disposed of or given back.
    Disposed = "disposed",
    /// When its data were erased.
    Erased = "erased",
    /// How its data were erased.
    EraseMethod = "erase_method",
    /// When it was last seen (stocktaking, agent).
    LastSeen = "last_seen",
    /// Free remarks.
    Note = "note",
    /// Name of the software.
    LicenceName = "licence_name",
    /// How it is licensed.
    LicenceType = "licence_type",
    /// Seats that were bought.
    LicenceCount = "licence_count",
    /// Seats in use.
    LicenceUsed = "licence_used",
    /// Product key: named and refused.
    LicenceKey = "licence_key",
    /// When it is renewed or runs out.
    Renewal = "renewal",
    /// Number of the contract.
    ContractNo = "contract_no",
    /// Whether it renews itself.
    AutoRenew = "auto_renew",
    /// Until when notice must be given.
    NoticeBy = "notice_by",
    /// Where the paper lies.
    CertPlace = "cert_place",
    /// What it is for.
    Role = "role",
    /// Physical or virtual.
    PhysVirt = "phys_virt",
    /// RAID level.
    Raid = "raid",
    /// How it is backed up.
    Backup = "backup",
    /// Firmware version.
    Firmware = "firmware",
    /// Uninterruptible power supply.
    Ups = "ups",
    /// Name of the system or service.
    SystemName = "system_name",
    /// Its address on the web.
    Url = "url",
    /// Name to log in with.
    LoginId = "login_id",
    /// Password and the like: named and refused.
    Secret = "secret",
    /// What the account may do.
    Privilege = "privilege",
    /// Whether a second factor is set.
    Mfa = "mfa",
    /// Telephone number.
    Phone = "phone",
    /// Telephone company.
    Carrier = "carrier",
    /// Tariff.
    Plan = "plan",
    /// Number of the SIM card.
    Sim = "sim",
}

/// How the values of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Words, kept as written apart from width.
    Text,
    /// Codes that machines compare: serial numbers, addresses.
    Code,
    /// A day, a month or a year.
    Date,
    /// An amount of yen.
    Money,
    /// How many.
    Count,
    /// A person.
    Person,
    /// Never read.
    Secret,
}

impl Field {
    /// The field with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// How its values are read.
    pub const fn reading(self) -> Reading {
        match self {
            Self::Acquired
            | Self::LeaseEnd
            | Self::WarrantyEnd
            | Self::Disposed
            | Self::Erased
            | Self::LastSeen
            | Self::Renewal
            | Self::NoticeBy => Reading::Date,
            Self::Price => Reading::Money,
            Self::LicenceCount | Self::LicenceUsed => Reading::Count,
            Self::User => Reading::Person,
            Self::Secret | Self::LicenceKey => Reading::Secret,
            Self::AssetNo
            | Self::HostName
            | Self::ModelNo
            | Self::Serial
            | Self::UserId
            | Self::Ip
            | Self::Mac
            | Self::ContractNo
            | Self::Url
            | Self::LoginId
            | Self::Phone
            | Self::Sim
            | Self::Firmware
            | Self::OsBuild => Reading::Code,
            _ => Reading::Text,
        }
    }

    /// Values of this field never leave the engine.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::LicenceKey)
    }

    /// The end of a span of time, so that of a range the later day is meant.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::LeaseEnd | Self::WarrantyEnd | Self::Renewal | Self::NoticeBy | Self::Disposed)
    }

    /// Two things never share a value here, so "same as above" cannot be meant.
    pub const fn is_unique(self) -> bool {
        matches!(
            self,
            Self::AssetNo | Self::Serial | Self::HostName | Self::Mac | Self::Sim | Self::Phone | Self::Ip
        )
    }

    /// Ledgers are often grouped by this, with the value written only in the first row of a group.
    pub const fn is_group(self) -> bool {
        matches!(
            self,
            Self::Kind
                | Self::Dept
                | Self::Location
                | Self::Maker
                | Self::AcquireType
                | Self::Vendor
                | Self::SystemName
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom("unknown field name"))
    }
}
