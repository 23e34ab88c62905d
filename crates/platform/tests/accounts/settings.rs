//! Stories of the settings.

use kernel::{Actor, Fault, Lang, Role, Subject};
use platform::settings::{self, Changes, MailSecurity, Name};
use platform::{House, journal};
use secrecy::ExposeSecret as _;

use crate::door::{found, who};

testkit::on_both_databases! {
    migrations = platform::MIGRATIONS;

    async fn nothing_set_still_means_something(house: TestHouse) {
        let settings = settings::current(house).await.unwrap();
        assert_eq!(settings.company.zone, chrono_tz::Asia::Tokyo);
        assert_eq!(settings.company.fiscal_month, 4);
        assert_eq!((settings.mail.security, settings.mail.port), (MailSecurity::Tls, 465));
        assert!(!settings.mail.is_configured());
        assert_eq!(settings.imports.bytes, 10 << 20);
        assert_eq!(settings::load(house.db()).await.unwrap(), *settings);
    }

    async fn mail_is_set_up_and_its_password_never_comes_back(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let changes = Changes::new()
            .set(Name::MailHost, "smtp.hinode-seiki.example")
            .set(Name::MailSecurity, "starttls")
            .set(Name::MailUser, "joshis")
            .set(Name::MailPassword, "  pass word ｗｉｄｅ ")
            .set(Name::MailFrom, "joshis@hinode-seiki.example");
        let settings = settings::change(&cx, None, changes).await.unwrap();
        assert!(settings.mail.is_configured() && settings.mail.password_is_set);
        assert_eq!(settings.mail.port, 587);
        let password = settings::mail_password(house).await.unwrap().unwrap();
        assert_eq!(password.expose_secret(), "  pass word ｗｉｄｅ ", "kept exactly as typed in");
        assert!(!settings::raw(&cx).await.unwrap().contains_key(&Name::MailPassword));
        let lines = journal::about(house.db(), Subject::System, 1).await.unwrap();
        assert_eq!(
            lines[0].body,
            serde_json::json!({"fields": ["mail.host", "mail.security", "mail.user", "mail.from", "mail.password"]})
        );

        // An empty password field in the form leaves the password as it is.
        let changes = Changes::new().set(Name::MailUser, "").set(Name::MailPassword, "");
        let settings = settings::change(&cx, None, changes).await.unwrap();
        assert!(settings.mail.password_is_set && settings.mail.user.is_none());
        let settings = settings::change(&cx, None, Changes::new().clear(Name::MailPassword)).await.unwrap();
        assert!(!settings.mail.password_is_set);
        assert!(settings::mail_password(house).await.unwrap().is_none());
    }

    async fn all_wrong_fields_are_named_and_nothing_is_changed(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let changes = Changes::new()
            .set(Name::CompanyName, "新しい名前")
            .set(Name::FiscalMonth, "13")
            .set(Name::MailHost, "smtp.elsewhere.example")
            .set(Name::MailSecurity, "none")
            .set(Name::MailPassword, "two\nlines");
        let Err(Fault::Invalid(faults)) = settings::change(&cx, None, changes).await else { panic!("it was changed") };
        let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["company.fiscal_month", "mail.password", "mail.security"]);
        assert_eq!(settings::current(house).await.unwrap().company.name, "日の出精機株式会社");
    }

    async fn the_second_editor_learns_of_the_first(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let version = settings::see(&cx).await.unwrap().version;
        settings::change(&cx, Some(version), Changes::new().set(Name::EraDates, "on")).await.unwrap();
        let late = settings::change(&cx, Some(version), Changes::new().set(Name::EraDates, "off")).await;
        assert!(matches!(late, Err(Fault::Conflict(_))));
        assert!(settings::current(house).await.unwrap().display.era_dates);
    }

    async fn another_node_sees_a_change(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let other = House::new(house.db().clone(), house.clock(), house.data(), house.zone());
        assert!(!settings::company(&other).is_sample);
        settings::current(&other).await.unwrap();
        settings::mark_as_sample(&cx).await.unwrap();
        assert!(settings::company(house).is_sample);
        settings::refresh(&other).await.unwrap();
        assert!(settings::company(&other).is_sample);
    }

    async fn only_the_admin_changes_settings(house: TestHouse) {
        let admin = found(house).await;
        for role in [Role::Deputy, Role::Custodian, Role::Manager, Role::Employee, Role::Partner] {
            let cx = house.acting(Actor::Account { id: admin.id, role }, Lang::Ja);
            assert!(matches!(settings::see(&cx).await, Err(Fault::Forbidden)));
            assert!(matches!(settings::raw(&cx).await, Err(Fault::Forbidden)));
            assert!(matches!(settings::change(&cx, None, Changes::new()).await, Err(Fault::Forbidden)));
            assert!(matches!(settings::renew_calendar_token(&cx).await, Err(Fault::Forbidden)));
        }
    }

    async fn the_calendar_feed_gets_a_new_address(house: TestHouse) {
        let cx = who(&found(house).await, house);
        let first = settings::calendar_token(&cx).await.unwrap();
        assert!(settings::is_calendar_token(house, first.expose_secret()).await.unwrap());
        let second = settings::renew_calendar_token(&cx).await.unwrap();
        assert!(!settings::is_calendar_token(house, first.expose_secret()).await.unwrap());
        assert!(settings::is_calendar_token(house, second.expose_secret()).await.unwrap());
        assert!(!settings::is_calendar_token(house, "").await.unwrap());
        settings::renew_calendar_token(&cx).await.unwrap();
        assert!(!settings::is_calendar_token(house, second.expose_secret()).await.unwrap());
        let employee = house.acting(Actor::Account { id: kernel::AccountId(9), role: Role::Employee }, Lang::Ja);
        assert!(matches!(settings::calendar_token(&employee).await, Err(Fault::Forbidden)));
    }
}
