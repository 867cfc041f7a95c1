//! The command line in Dutch: clap's own words are English.

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}";

/// The same command with Dutch headings and help.
pub(super) fn dutch(command: Command) -> Command {
    let version = command.get_version().is_some();
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Gegevens" } else { "Opties" };
            let arg = arg.help_heading(heading);
            // What may be chosen, and what holds without it, stands in the help itself, in Dutch.
            if arg.get_action().takes_values() {
                arg.hide_possible_values(true).hide_default_value(true)
            } else {
                arg
            }
        })
        .arg(flag("help", 'h', ArgAction::Help, "Toon deze uitleg"));
    if version {
        command = command.arg(flag("version", 'V', ArgAction::Version, "Toon de versie"));
    }
    for name in names {
        command = command.mut_subcommand(name, dutch);
    }
    command
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).long(name).short(short).action(action).help(help).help_heading("Opties")
}

/// What was wrong with the command line, and what to do.
pub(super) fn mistake(error: &Error) -> String {
    let said = |kind: ContextKind| error.get(kind).map(ToString::to_string);
    let argument = said(ContextKind::InvalidArg).unwrap_or_default();
    let value = said(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("Onbekende opdracht `{}`.", said(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("Onbekende optie `{argument}`."),
        ErrorKind::MissingRequiredArgument => format!("Er ontbreekt iets: {argument}."),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            Some(other) if other != argument => format!("`{argument}` en `{other}` gaan niet samen."),
            _ => format!("`{argument}` staat er twee keer."),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("Bij `{argument}` hoort een waarde."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| format!(": {why}")).unwrap_or_default();
            format!("`{value}` kan niet bij `{argument}`{why}.")
        }
        _ => error.to_string().trim_end().to_owned(),
    };
    let near = said(ContextKind::SuggestedSubcommand)
        .or_else(|| said(ContextKind::SuggestedArg))
        .or_else(|| said(ContextKind::SuggestedValue));
    let valid = said(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
    let help = match (near, valid) {
        (Some(near), _) => format!("Bedoel je `{near}`?"),
        (None, Some(valid)) => format!("Kies uit: {valid}."),
        (None, None) => "Zie wegwijs --help.".to_owned(),
    };
    format!("{what} {help}")
}
