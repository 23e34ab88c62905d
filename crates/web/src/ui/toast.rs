//! Messages after an act, with the way back (元に戻す) where there is one.

use kernel::Lang;
use maud::{Markup, html};
use platform::locale::t;

use super::frame::{Flash, FlashKind};
use super::icons::{Icon, icon};

/// One message. It stays until it is closed; good news without an undo leaves by itself.
pub fn toast(lang: Lang, flash: &Flash) -> Markup {
    let (class, role, picture) = match flash.kind {
        FlashKind::Good => ("is-good", "status", Icon::Check),
        FlashKind::Info => ("is-info", "status", Icon::Info),
        FlashKind::Problem => ("is-now", "alert", Icon::Alert),
    };
    let leaves = flash.kind == FlashKind::Good && flash.undo.is_none();
    html! {
        div class={ "toast " (class) } role=(role) data-toast data-leaves=[leaves.then_some("true")] {
            (icon(picture))
            p { (flash.text) }
            @if let Some(undo) = &flash.undo {
                form method="post" action=(undo.action) {
                    button class="button is-bare" { (icon(Icon::Undo)) span { (undo.label) } }
                }
            }
            button type="button" class="button is-bare is-icon needs-script" data-close-toast title=(t(lang, "ui.close")) {
                (icon(Icon::Close)) span.hidden-text { (t(lang, "ui.close")) }
            }
        }
    }
}
