//! Who should get where, derived a second time and from the other end: not from what the routes say, but from what each
//! role is for and what each page is about. `grid_table` says what the program does; this says why.

use std::collections::BTreeSet;

use kernel::Role;

use crate::grid_table::{TABLE, Who};

/// Why somebody opens a page or sends a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Business {
    /// Coming in: the login, the wizard before anybody has an account, what those pages are made of.
    Door,
    /// Oneself: one's account, one's own things, finding one's way.
    Own,
    /// Reading what the company has.
    Read,
    /// Keeping the ledger: registering, changing, handing out, taking files in.
    Keep,
    /// The record of who did what.
    Book,
    /// Whether the installation works, and what it is doing.
    Watch,
    /// What would let somebody stay who should go, or carry everything out: accounts, tokens, settings, backups.
    Keys,
}

use Business::{Book, Door, Keep, Keys, Own, Read, Watch};

/// What each role is for, from the list of roles: a visitor is nobody's role.
fn has(role: Option<Role>, business: Business) -> bool {
    let Some(role) = role else { return business == Door };
    match role {
        // 情シス担当: everything.
        Role::Admin => true,
        // 代行者: works in the admin's place for a time, and must not be able to make that time longer.
        Role::Deputy => business != Keys,
        // 経営層: reads what the company has; changes nothing and reads nobody's steps.
        Role::Manager => matches!(business, Door | Own | Read),
        // 緊急時の鍵の守り手, 社員, 外部パートナー: what is theirs or was handed to them, nothing else.
        Role::Custodian | Role::Employee | Role::Partner => matches!(business, Door | Own),
    }
}

/// Which acts a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Get,
    Post,
    Any,
}

use Act::{Any, Get, Post};

/// What lies under a path: the rule with the longest path that fits decides. `=` before a path means it alone.
const RULES: &[(Act, &str, Business, &str)] = &[
    (Get, "=/", Own, "today: what is mine and what is due; the ledger's part only for who may read it"),
    (Any, "/login", Door, "nobody is in yet"),
    (Post, "/logout", Own, "only who is in can leave"),
    (Post, "/preferences", Door, "language and colours of the login page, kept in a cookie"),
    (Any, "/setup", Door, "nobody has an account yet; the pages are gone as soon as somebody has"),
    (Get, "/static", Door, "styles and scripts of the login page; nothing of the company's"),
    (Get, "/calendar", Door, "calendar programs cannot log in; a random word in the address is the key"),
    (Get, "/certificate", Door, "who has not installed the root yet needs it; a certificate is public"),
    (Any, "/account", Own, "one's own name, password, second factor, passkeys, devices"),
    (
        Get,
        "/palette",
        Own,
        "everybody finds their own pages; the ledger is searched only for who may read it",
    ),
    (Get, "/search", Own, "Enter in the search box leads on to the list, or home for who may not read it"),
    (Get, "=/settings", Own, "a page of cards, to each reader those that are theirs"),
    (Get, "/files", Own, "whoever may read the thing that a file is at; the handler asks which that is"),
    (Get, "/assets", Read, "the ledger"),
    (Get, "/costs", Read, "what the ledger costs"),
    (Post, "/assets", Keep, "changing the ledger"),
    (Post, "/assets/columns", Read, "one's own choice of columns, while reading"),
    (Post, "/assets/views", Read, "one's own saved views, while reading"),
    (Post, "/assets/views/{id}/sharing", Keep, "it changes what everybody sees"),
    (Get, "/a", Read, "a scanned code leads to the ledger"),
    (Any, "/labels", Read, "labels say what the ledger says; the last choice of paper is one's own"),
    (Get, "/deadlines", Read, "dates of the ledger"),
    (Any, "/deadlines/{asset}", Keep, "what became of a deadline is written down"),
    (Post, "/deadlines/notices", Keys, "mails go out in the company's name"),
    (Get, "/handovers", Read, "what was handed to whom, and what should be back"),
    (Post, "/handovers", Keep, "things change hands"),
    (Any, "/handovers/terms", Keys, "what the company lets its people sign"),
    (Get, "/moves", Read, "who comes and goes, and what is left to do"),
    (Post, "/moves", Keep, "things come back, seats are released, people leave"),
    (Any, "/moves/templates", Keep, "what has to be done each time, in the words of whoever does it"),
    (Get, "/people", Read, "who holds what"),
    (Post, "/people", Keep, "changing the ledger"),
    (Any, "/people/import", Keep, "taking files in"),
    (Get, "/departments", Read, "names in the ledger"),
    (Post, "/departments", Keep, "changing the ledger"),
    (Get, "/places", Read, "names in the ledger"),
    (Post, "/places", Keep, "changing the ledger"),
    (Get, "/stocktakings", Read, "what was found where, and what is missing"),
    (
        Get,
        "/stocktakings/worker.js",
        Door,
        "a script that shows the phone's own copies; the browser asks for it when nobody is logged in too",
    ),
    (Post, "/stocktakings", Keep, "counting changes what the ledger knows"),
    (
        Get,
        "/stocktakings/{id}/rooms/{place}/expected",
        Keep,
        "what a phone takes along to count without a network; only who counts needs it",
    ),
    (Any, "/stocktakings/{id}/file", Keep, "somebody's unfinished file of readings"),
    (Get, "/kinds", Read, "what there can be in the ledger"),
    (Post, "/kinds", Keep, "changing the ledger"),
    (Get, "/imports", Read, "where the ledger's entries came from, and what was wrong with the rows"),
    (Post, "/imports", Keep, "taking a whole import back"),
    (Any, "/imports/drafts", Keep, "somebody's unfinished file, with columns that may hold anything"),
    (Any, "/journal", Book, "who did what; checking the chain is part of reading it"),
    (Get, "/system", Watch, "health, jobs, mails"),
    (
        Post,
        "/system/jobs",
        Watch,
        "stopping one's own import; another's job wants more, and the verb asks for it",
    ),
    (Post, "/system/examinations", Watch, "looking at the installation's health once more"),
    (Any, "/system/backups", Keys, "a backup is everything"),
    (Post, "/system/mails", Keys, "mails go out in the company's name"),
    (
        Get,
        "/style",
        Watch,
        "the parts that pages are made of: nothing of the company's, and of use to no employee",
    ),
    (Any, "/settings", Keys, "how the installation is"),
    (Any, "/accounts", Keys, "who gets in"),
    (Any, "/tokens", Keys, "what gets in without a person"),
];

/// The last words of addresses at which a form stands. Who may not send a form has no business with it.
const FORMS: [&str; 8] = ["new", "edit", "assignment", "return", "disposal", "merger", "counting", "signing"];

fn rule(method: &str, path: &str) -> Option<&'static (Act, &'static str, Business, &'static str)> {
    let fits = |(act, under, ..): &&'static (Act, &'static str, Business, &'static str)| {
        let of_act = match act {
            Get => method == "GET",
            Post => method == "POST",
            Any => true,
        };
        let of_path = match under.strip_prefix('=') {
            Some(alone) => alone == path,
            None => path.strip_prefix(under).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        };
        of_act && of_path
    };
    RULES
        .iter()
        .filter(fits)
        .max_by_key(|(_, under, ..)| (under.trim_start_matches('=').len(), under.starts_with('=')))
}

fn business(method: &str, path: &str) -> Option<Business> {
    let is_form = method == "GET" && path.rsplit('/').next().is_some_and(|word| FORMS.contains(&word));
    rule(if is_form { "POST" } else { method }, path).map(|(_, _, business, _)| *business)
}

/// The answer that the table should give, for everybody from the visitor to the admin.
fn expected(method: &str, path: &str) -> Option<Vec<bool>> {
    let business = business(method, path)?;
    Some(everybody().map(|role| has(role, business)).collect())
}

fn everybody() -> impl Iterator<Item = Option<Role>> {
    std::iter::once(None).chain(Role::ALL.into_iter().map(Some))
}

#[test]
fn every_row_of_the_table_is_what_roles_and_matters_ask_for() {
    let mut surprises = Vec::new();
    for (method, path, who) in TABLE {
        let is: Vec<bool> = everybody().map(|role| who.admits(role)).collect();
        match expected(method, path) {
            None => surprises.push(format!("{method} {path}: nobody has thought about what it is for")),
            Some(should) if should != is => {
                for ((role, should), is) in everybody().zip(should).zip(is).filter(|((_, a), b)| a != b) {
                    surprises.push(format!("{method} {path}: {role:?} should be {should}, is {is}"));
                }
            }
            Some(_) => {}
        }
    }
    assert!(surprises.is_empty(), "{} surprises:\n{}", surprises.len(), surprises.join("\n"));
}

#[test]
fn every_reason_is_needed_and_said_once() {
    let used: BTreeSet<&str> = TABLE
        .iter()
        .filter_map(|(method, path, _)| {
            let is_form =
                *method == "GET" && path.rsplit('/').next().is_some_and(|word| FORMS.contains(&word));
            rule(if is_form { "POST" } else { method }, path).map(|(_, _, _, why)| *why)
        })
        .collect();
    let idle: Vec<_> = RULES.iter().filter(|(_, _, _, why)| !used.contains(why)).collect();
    assert!(idle.is_empty(), "rules about no route: {idle:?}");
}

#[test]
fn nobody_below_the_admin_gets_at_the_keys_and_a_visitor_changes_nothing() {
    for (method, path, who) in TABLE {
        let is_key = ["/accounts", "/tokens", "/system/backups"].iter().any(|at| path.starts_with(at));
        let below = Role::ALL.into_iter().filter(|role| *role != Role::Admin);
        assert!(!is_key || !below.map(Some).any(|role| who.admits(role)), "{method} {path}");
        let is_door = path.starts_with("/login")
            || ["/preferences", "/setup/{door}", "/setup/sample/entry"].contains(path);
        assert!(*method != "POST" || is_door || *who != Who::Anybody, "{method} {path}");
    }
}
