//! Who acts, and what each role may do. Deny by default: what is not listed is not allowed.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Fault, Result, TokenId};

macro_rules! listed {
    ($(#[$doc:meta])* $name:ident: $($(#[$about:meta])* $variant:ident,)+) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$about])* $variant,)+
        }

        impl $name {
            /// Every one, in this order.
            pub const ALL: [Self; [$(stringify!($variant)),+].len()] = [$(Self::$variant),+];
        }
    };
    ($(#[$doc:meta])* $name:ident: $($(#[$about:meta])* $variant:ident = $word:tt,)+) => {
        listed! { $(#[$doc])* $name: $($(#[$about])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// The word as stored, shown and given on the command line.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads a stored word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

listed! {
    /// A role as `product.md` has them, the most trusted first.
    Role:
    /// 情シス担当
    Admin = "admin",
    /// 代行者: works in the admin's place.
    Deputy = "deputy",
    /// 緊急時の鍵の守り手
    Custodian = "custodian",
    /// 経営層
    Manager = "manager",
    /// 社員
    Employee = "employee",
    /// 外部パートナー
    Partner = "partner",
}

impl Role {
    /// The rights of the role.
    pub fn rights(self) -> &'static [Right] {
        use Right::{
            BackUp, ChangeLedger, ChangeOwnAccount, ImportLedger, ManageAccounts, ManageSettings,
            ManageTokens, ReadJournal, ReadLedger, ReadOwnThings, SeeSystemState,
        };
        match self {
            Role::Admin => &[
                ReadOwnThings,
                ChangeOwnAccount,
                ReadLedger,
                ChangeLedger,
                ImportLedger,
                ReadJournal,
                ManageAccounts,
                ManageSettings,
                ManageTokens,
                BackUp,
                SeeSystemState,
            ],
            Role::Deputy => &[
                ReadOwnThings,
                ChangeOwnAccount,
                ReadLedger,
                ChangeLedger,
                ImportLedger,
                ReadJournal,
                SeeSystemState,
            ],
            Role::Manager => &[ReadOwnThings, ChangeOwnAccount, ReadLedger],
            Role::Custodian | Role::Employee | Role::Partner => &[ReadOwnThings, ChangeOwnAccount],
        }
    }
}

listed! {
    /// One thing an actor may or may not do.
    Right:
    /// See what is assigned to oneself.
    ReadOwnThings,
    /// Own password, second factor, sessions, language.
    ChangeOwnAccount,
    /// See assets, people, places, deadlines; export.
    ReadLedger,
    /// Change assets, people, places.
    ChangeLedger,
    /// Import files and undo imports.
    ImportLedger,
    /// Read the journal.
    ReadJournal,
    /// Create, change and lock accounts.
    ManageAccounts,
    /// Change the installation's settings.
    ManageSettings,
    /// Make and revoke API tokens.
    ManageTokens,
    /// Make and see backups.
    BackUp,
    /// See jobs, health, versions.
    SeeSystemState,
}

listed! {
    /// What an API token may do, within its account's role.
    Scope:
    /// Read the ledger.
    LedgerRead = "ledger:read",
    /// Change the ledger.
    LedgerWrite = "ledger:write",
    /// Import into the ledger and undo imports.
    LedgerImport = "ledger:import",
    /// Read the journal.
    JournalRead = "journal:read",
    /// See health and jobs.
    SystemRead = "system:read",
}

impl Scope {
    /// The rights the scope lets through.
    pub fn rights(self) -> &'static [Right] {
        match self {
            Scope::LedgerRead => &[Right::ReadLedger],
            Scope::LedgerWrite => &[Right::ReadLedger, Right::ChangeLedger],
            Scope::LedgerImport => &[Right::ReadLedger, Right::ImportLedger],
            Scope::JournalRead => &[Right::ReadJournal],
            Scope::SystemRead => &[Right::SeeSystemState],
        }
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody logged in to the pages.
    Account {
        /// The account.
        id: AccountId,
        /// Its role at the time of the request.
        role: Role,
    },
    /// A program with an API token.
    Token {
        /// The token.
        id: TokenId,
        /// The account that made it; the token never may more than that account.
        account: AccountId,
        /// That account's role.
        role: Role,
        /// What the token was made for.
        scopes: Vec<Scope>,
    },
    /// The command line on the server itself, or the server's own jobs: whoever holds the data folder.
    System,
    /// Nobody known.
    Visitor,
}

impl Actor {
    /// Whether the actor has `right`.
    pub fn has(&self, right: Right) -> bool {
        match self {
            Actor::System => true,
            Actor::Visitor => false,
            Actor::Account { role, .. } => role.rights().contains(&right),
            Actor::Token { role, scopes, .. } => {
                role.rights().contains(&right) && scopes.iter().any(|scope| scope.rights().contains(&right))
            }
        }
    }

    /// The first line of every verb: goes on only if the actor has `right`.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] otherwise.
    pub fn may(&self, right: Right) -> Result<()> {
        if self.has(right) { Ok(()) } else { Err(Fault::Forbidden) }
    }

    /// The account behind the actor, if any.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Actor::Account { id, .. } => Some(*id),
            Actor::Token { account, .. } => Some(*account),
            Actor::System | Actor::Visitor => None,
        }
    }

    /// How the journal names the actor: `account:3`, `token:2`, `system`, `visitor`.
    pub fn label(&self) -> String {
        match self {
            Actor::Account { id, .. } => format!("account:{id}"),
            Actor::Token { id, .. } => format!("token:{id}"),
            Actor::System => "system".to_owned(),
            Actor::Visitor => "visitor".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_may_more_than_its_account() {
        let token = |role, scopes: &[Scope]| Actor::Token {
            id: TokenId(1),
            account: AccountId(1),
            role,
            scopes: scopes.to_vec(),
        };
        assert!(token(Role::Admin, &[Scope::LedgerRead]).has(Right::ReadLedger));
        assert!(!token(Role::Admin, &[Scope::LedgerRead]).has(Right::ChangeLedger));
        assert!(!token(Role::Employee, &[Scope::LedgerWrite]).has(Right::ReadLedger));
        assert!(!token(Role::Admin, &Scope::ALL).has(Right::ManageAccounts));
    }

    #[test]
    fn a_visitor_may_nothing() {
        assert!(Right::ALL.iter().all(|right| !Actor::Visitor.has(*right)));
    }

    #[test]
    fn the_admin_has_every_right() {
        assert!(Right::ALL.iter().all(|right| Role::Admin.rights().contains(right)));
    }
}
