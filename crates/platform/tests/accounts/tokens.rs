//! Stories of API tokens.

use chrono::TimeDelta;
use kernel::{Actor, Fault, Lang, Right, Role, Scope};
use platform::accounts::{self, AccountChange, NewAccount};
use platform::tokens::{self, NewToken};
use secrecy::ExposeSecret as _;

use crate::door::{found, secret, who};

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn a_script_gets_a_token_that_may_only_read(house: TestHouse) {
        let admin = found(house).await;
        let cx = who(&admin, house);
        let new = NewToken {
            account: admin.id,
            label: " 月次の集計 ".to_owned(),
            scopes: vec![Scope::LedgerRead],
            expires_at: Some(house.now() + TimeDelta::days(90)),
        };
        let (stored, token) = tokens::create(&cx, &new).await.unwrap();
        assert!(token.expose_secret().starts_with("omt_"));
        assert_eq!(stored.label, "月次の集計");
        let actor = tokens::authenticate(house, &token).await.unwrap().unwrap();
        assert!(actor.has(Right::ReadLedger) && !actor.has(Right::ChangeLedger) && !actor.has(Right::ManageTokens));
        assert_eq!(actor.label(), format!("token:{}", stored.id));

        house.clock.advance(TimeDelta::days(90));
        assert!(tokens::authenticate(house, &token).await.unwrap().is_none(), "its time is over");
        assert!(!tokens::list(&cx).await.unwrap()[0].is_valid(house.now()));
    }

    async fn a_revoked_token_is_nobody(house: TestHouse) {
        let admin = found(house).await;
        let new = NewToken { account: admin.id, label: "x".to_owned(), scopes: Scope::ALL.to_vec(), expires_at: None };
        let (stored, token) = tokens::create(&house.system(), &new).await.unwrap();
        assert!(tokens::authenticate(house, &token).await.unwrap().is_some());
        tokens::revoke(&house.system(), stored.id).await.unwrap();
        assert!(tokens::authenticate(house, &token).await.unwrap().is_none());
        assert!(matches!(tokens::revoke(&house.system(), stored.id).await, Err(Fault::NotFound)));
        for wrong in ["", "omt_", "Bearer", "omt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert!(tokens::authenticate(house, &secret(wrong)).await.unwrap().is_none());
        }
    }

    async fn a_token_falls_with_its_account(house: TestHouse) {
        let admin = found(house).await;
        let new = NewAccount {
            email: "ken@hinode-seiki.example".to_owned(),
            name: "高橋 健".to_owned(),
            role: Role::Admin,
            person: None,
            lang: Lang::Ja,
        };
        let cx = who(&admin, house);
        let second = accounts::create(&cx, &new, &secret("hajime no aikotoba 7")).await.unwrap();
        let new = NewToken { account: second.id, label: "x".to_owned(), scopes: Scope::ALL.to_vec(), expires_at: None };
        assert!(matches!(tokens::create(&cx, &new).await, Err(Fault::Forbidden)), "not for somebody else");
        let (_, token) = tokens::create(&who(&second, house), &new).await.unwrap();
        let demotion = AccountChange { role: Some(Role::Employee), ..AccountChange::default() };
        let demoted = accounts::change(&cx, second.id, second.version, &demotion).await.unwrap();
        let actor = tokens::authenticate(house, &token).await.unwrap().unwrap();
        assert!(Right::ALL.iter().all(|right| !actor.has(*right)), "an employee's token may not read the ledger");
        accounts::deactivate(&cx, second.id, demoted.version).await.unwrap();
        assert!(tokens::authenticate(house, &token).await.unwrap().is_none());
    }

    async fn a_token_is_made_with_sense(house: TestHouse) {
        let admin = found(house).await;
        let cx = who(&admin, house);
        let new = NewToken {
            account: admin.id,
            label: " ".to_owned(),
            scopes: vec![],
            expires_at: Some(house.now()),
        };
        let Err(Fault::Invalid(faults)) = tokens::create(&cx, &new).await else { panic!("it was made") };
        let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["label", "scopes", "expires_at"]);
        for role in [Role::Deputy, Role::Manager, Role::Employee] {
            let cx = house.acting(Actor::Account { id: admin.id, role }, Lang::Ja);
            assert!(matches!(tokens::create(&cx, &new).await, Err(Fault::Forbidden)));
            assert!(matches!(tokens::list(&cx).await, Err(Fault::Forbidden)));
        }
    }
}
