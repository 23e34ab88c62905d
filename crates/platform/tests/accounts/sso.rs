//! Stories of logging in through a provider: linked, invited, unknown, forged.

use crate::door::{ADMIN, FIREFOX, events, found, who};
use chrono::TimeDelta;
use kernel::{Fault, Lang, Role};
use platform::House;
use platform::accounts::{self, Account, Doorstep, LoginOutcome, NewAccount};
use platform::sessions::Way;
use platform::settings::{self, Changes, Name};
use platform::sso::{self, Answered, Begun, Ended, Kind, ProviderForm, Purpose};
use secrecy::SecretString;
use serde_json::{Value, json};
use testkit::Issuer;

fn step() -> Doorstep<'static> {
    Doorstep { address: Some("192.0.2.7".parse().unwrap()), user_agent: FIREFOX }
}

fn form(issuer: &Issuer, by_mail: bool) -> ProviderForm {
    ProviderForm {
        kind: Kind::Other,
        name: "会社のアカウント".to_owned(),
        issuer: issuer.address.clone(),
        client: "omamori".to_owned(),
        secret: "s3cret-of-omamori".to_owned(),
        by_mail,
    }
}

async fn invite(house: &House, email: &str, role: Role) -> Account {
    let new = NewAccount {
        email: email.to_owned(),
        name: "高橋 健".to_owned(),
        role,
        person: None,
        lang: Lang::Ja,
    };
    accounts::create(&house.system(), &new, &SecretString::from("yama no ue no hoshi 3")).await.unwrap()
}

/// The founder's house with a provider on this machine, which the settings name.
async fn house_with(house: &House, issuer: &Issuer, by_mail: bool) -> (Account, i64) {
    let admin = found(house).await;
    let changes = Changes::new()
        .set(Name::BaseUrl, "https://it.hinode-seiki.example/")
        .set(Name::SsoHosts, "127.0.0.1");
    settings::change(&house.system(), None, changes).await.unwrap();
    let provider = sso::add(&house.system(), &form(issuer, by_mail)).await.unwrap();
    (admin, provider)
}

async fn begin(house: &House, provider: i64, purpose: Purpose) -> Begun {
    sso::begin(house, provider, purpose, "/deadlines", step()).await.unwrap().unwrap()
}

async fn come_back(
    house: &House,
    begun: &Begun,
    code: &str,
    state: &str,
    who: Option<&Account>,
) -> kernel::Result<Ended> {
    let answered = Answered { code, state, issuer: None };
    sso::finish(house, &begun.token, answered, who.map(|account| account.id), step()).await
}

/// Goes to the provider, logs in there as `subject`, and comes back.
async fn log_in(
    house: &House,
    issuer: &Issuer,
    provider: i64,
    subject: &str,
    claims: Value,
) -> kernel::Result<Ended> {
    let begun = begin(house, provider, Purpose::LogIn).await;
    let (code, state) = issuer.grant(&begun.address, subject, &claims, house.now());
    come_back(house, &begun, &code, &state, None).await
}

async fn link(house: &House, issuer: &Issuer, provider: i64, account: &Account, subject: &str) -> Ended {
    let begun = begin(house, provider, Purpose::Link(account.id)).await;
    let (code, state) = issuer.grant(&begun.address, subject, &json!({}), house.now());
    come_back(house, &begun, &code, &state, Some(account)).await.unwrap()
}

#[track_caller]
fn key_of<T: std::fmt::Debug>(answer: kernel::Result<T>) -> String {
    match answer.unwrap_err() {
        Fault::Conflict(text) => text.key.into_owned(),
        Fault::Invalid(faults) => faults[0].text.key.clone().into_owned(),
        other => panic!("{other}"),
    }
}

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn an_account_is_linked_by_its_owner_and_then_opens(house: TestHouse) {
        let issuer = Issuer::start().await;
        let (admin, provider) = house_with(house, &issuer, false).await;
        assert!(matches!(log_in(house, &issuer, provider, "u-1", json!({})).await.unwrap(), Ended::Unknown));
        assert!(matches!(link(house, &issuer, provider, &admin, "u-1").await, Ended::Linked));
        let ended = log_in(house, &issuer, provider, "u-1", json!({})).await.unwrap();
        let Ended::Door(LoginOutcome::In(opened), next) = ended else { panic!("{ended:?}") };
        assert_eq!((opened.account.email.as_str(), opened.session.way), (ADMIN, Way::Provider));
        assert_eq!(next, "/deadlines");
        let known = sso::identities(&who(&admin, house)).await.unwrap();
        assert_eq!((known[0].provider.as_str(), known[0].last_used_at), ("会社のアカウント", Some(house.now())));
        sso::unlink(&who(&admin, house), known[0].id).await.unwrap();
        assert!(matches!(log_in(house, &issuer, provider, "u-1", json!({})).await.unwrap(), Ended::Unknown));
        let told = events(house).await;
        assert!(["sso.provider_added", "sso.linked", "sso.unlinked"].iter().all(|event| told.contains(&(*event).to_owned())));
    }

    async fn an_account_is_bound_to_the_subject_and_never_to_a_mail_address(house: TestHouse) {
        let issuer = Issuer::start().await;
        let (admin, provider) = house_with(house, &issuer, true).await;
        link(house, &issuer, provider, &admin, "u-1").await;
        let mail = json!({ "email": ADMIN, "email_verified": true });
        assert!(matches!(log_in(house, &issuer, provider, "u-2", mail.clone()).await.unwrap(), Ended::Unknown));
        let renamed = json!({ "email": "other@hinode-seiki.example", "email_verified": true });
        let ended = log_in(house, &issuer, provider, "u-1", renamed).await.unwrap();
        assert!(matches!(ended, Ended::Door(LoginOutcome::In(_), _)), "{ended:?}");
        let ken = invite(house, "ken@hinode-seiki.example", Role::Employee).await;
        assert!(matches!(link(house, &issuer, provider, &ken, "u-1").await, Ended::Taken));
    }

    async fn an_invited_account_is_found_by_a_verified_mail_address_if_the_setting_says_so(house: TestHouse) {
        let issuer = Issuer::start().await;
        let (_, provider) = house_with(house, &issuer, false).await;
        invite(house, "ken@hinode-seiki.example", Role::Employee).await;
        invite(house, "boss@hinode-seiki.example", Role::Admin).await;
        let says = |email: &str, verified: bool| json!({ "email": email, "email_verified": verified });
        let ken = says("Ken@Hinode-Seiki.example", true);
        assert!(matches!(log_in(house, &issuer, provider, "u-7", ken.clone()).await.unwrap(), Ended::Unknown));
        let before = sso::see(&house.system(), provider).await.unwrap();
        let form = ProviderForm { by_mail: true, secret: String::new(), ..form(&issuer, true) };
        sso::change(&house.system(), provider, before.version, &form).await.unwrap();
        let unverified = says("ken@hinode-seiki.example", false);
        assert!(matches!(log_in(house, &issuer, provider, "u-7", unverified).await.unwrap(), Ended::Unknown));
        let boss = says("boss@hinode-seiki.example", true);
        assert!(matches!(log_in(house, &issuer, provider, "u-8", boss).await.unwrap(), Ended::Unknown));
        let ended = log_in(house, &issuer, provider, "u-7", ken.clone()).await.unwrap();
        assert!(matches!(ended, Ended::Door(LoginOutcome::In(_), _)), "{ended:?}");
        assert!(matches!(log_in(house, &issuer, provider, "u-9", ken).await.unwrap(), Ended::Unknown), "only the first");
    }

    async fn what_is_forged_late_or_meant_for_another_opens_nothing(house: TestHouse) {
        let issuer = Issuer::start().await;
        let (admin, provider) = house_with(house, &issuer, false).await;
        link(house, &issuer, provider, &admin, "u-1").await;
        for claims in [
            json!({ "nonce": "another" }),
            json!({ "iss": "https://elsewhere.example" }),
            json!({ "aud": "another-client" }),
            json!({ "exp": house.now().timestamp() - 1 }),
            json!({ "sub": "" }),
            json!({ "_unsigned": true }),
        ] {
            let ended = log_in(house, &issuer, provider, "u-1", claims.clone()).await;
            assert_eq!(key_of(ended), "sso.fault.doubted", "{claims}");
        }
        let (mine, other) = (begin(house, provider, Purpose::LogIn).await, begin(house, provider, Purpose::LogIn).await);
        let (code, state) = issuer.grant(&mine.address, "u-1", &json!({}), house.now());
        let elsewhere = come_back(house, &other, &code, &state, None).await.unwrap();
        assert!(matches!(elsewhere, Ended::Door(LoginOutcome::Refused, _)), "another state: {elsewhere:?}");
        assert!(matches!(come_back(house, &mine, &code, &state, None).await.unwrap(), Ended::Door(LoginOutcome::In(_), _)));
        assert_eq!(key_of(come_back(house, &mine, &code, &state, None).await), "sso.fault.over", "once");
        let late = begin(house, provider, Purpose::LogIn).await;
        let (code, state) = issuer.grant(&late.address, "u-1", &json!({}), house.now());
        house.clock.advance(TimeDelta::minutes(11));
        assert_eq!(key_of(come_back(house, &late, &code, &state, None).await), "sso.fault.over");
    }

    async fn a_link_is_only_for_the_account_that_asked_while_it_is_logged_in(house: TestHouse) {
        let issuer = Issuer::start().await;
        let (admin, provider) = house_with(house, &issuer, false).await;
        let ken = invite(house, "ken@hinode-seiki.example", Role::Employee).await;
        for somebody in [None, Some(&ken)] {
            let begun = begin(house, provider, Purpose::Link(admin.id)).await;
            let (code, state) = issuer.grant(&begun.address, "u-1", &json!({}), house.now());
            let ended = come_back(house, &begun, &code, &state, somebody).await.unwrap();
            assert!(matches!(ended, Ended::Door(LoginOutcome::Refused, _)), "{ended:?}");
        }
        assert!(matches!(log_in(house, &issuer, provider, "u-1", json!({})).await.unwrap(), Ended::Unknown));
    }

    async fn a_second_factor_and_a_closed_account_count_here_too(house: TestHouse) {
        let issuer = Issuer::start().await;
        let (_, provider) = house_with(house, &issuer, false).await;
        let ken = invite(house, "ken@hinode-seiki.example", Role::Employee).await;
        link(house, &issuer, provider, &ken, "u-7").await;
        let begun = accounts::begin_factor(&who(&ken, house)).await.unwrap();
        let first = crate::factor::code(&begun.letters, house.now());
        accounts::confirm_factor(&who(&ken, house), &first).await.unwrap();
        let ended = log_in(house, &issuer, provider, "u-7", json!({})).await.unwrap();
        let Ended::Door(LoginOutcome::NeedsSecondFactor(pending), _) = ended else { panic!("{ended:?}") };
        house.clock.advance(TimeDelta::minutes(1));
        let next = crate::factor::code(&begun.letters, house.now());
        let outcome = accounts::second_factor(house, &pending, &next, step().address, FIREFOX).await.unwrap();
        let LoginOutcome::In(opened) = outcome else { panic!("{outcome:?}") };
        assert_eq!(opened.session.way, Way::Provider);
        let ken = accounts::see(&house.system(), ken.id).await.unwrap();
        accounts::deactivate(&house.system(), ken.id, ken.version).await.unwrap();
        let ended = log_in(house, &issuer, provider, "u-7", json!({})).await.unwrap();
        assert!(matches!(ended, Ended::Door(LoginOutcome::Refused, _)), "{ended:?}");
    }

    async fn a_provider_in_the_house_is_asked_only_if_the_settings_name_it(house: TestHouse) {
        let issuer = Issuer::start().await;
        let (_, provider) = house_with(house, &issuer, false).await;
        settings::change(&house.system(), None, Changes::new().set(Name::SsoHosts, "")).await.unwrap();
        let begun = sso::begin(house, provider, Purpose::LogIn, "/", step()).await;
        assert_eq!(key_of(begun), "sso.fault.unreached");
    }

    async fn a_secret_goes_to_its_own_issuer_only(house: TestHouse) {
        let (issuer, other) = (Issuer::start().await, Issuer::start().await);
        let (_, provider) = house_with(house, &issuer, false).await;
        let moved = ProviderForm { secret: String::new(), ..form(&other, false) };
        assert_eq!(key_of(sso::change(&house.system(), provider, 1, &moved).await), "sso.fault.secret_again");
        assert_eq!(key_of(sso::add(&house.system(), &form(&issuer, false)).await), "sso.fault.issuer_taken");
        sso::change(&house.system(), provider, 1, &form(&other, false)).await.unwrap();
        assert_eq!(key_of(sso::change(&house.system(), provider, 1, &form(&other, false)).await), "settings.fault.changed_meanwhile");
    }
}
