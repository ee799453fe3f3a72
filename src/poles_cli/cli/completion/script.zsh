#compdef poles
# Completion of poles for zsh, made by: poles completion zsh

# Names of the data: the program knows them, and finds them without accents.
_poles_ask() {
    local line
    local -a names shown expl ending
    for line in ${(f)"$("$program" __complete zsh $1 "${(Q)PREFIX}" $typed 2>/dev/null)"}; do
        names+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    [[ $1 == (fields:*|regions) ]] && ending=(-S '')
    _wanted values expl "$2" compadd -U -i "$IPREFIX" -l "$ending[@]" -d shown -a names
}

_poles_command() {
    case $1 in
#@COMMANDS@
    esac
}

_poles() {
    local program=${words[1]/#\~/$HOME} curcontext=$curcontext context state state_descr line
    local -a typed=(${words[2,CURRENT-1]})
    local -A opt_args
    _arguments -C -S -A '-*' \
        @PROGRAM@ \
        '1: :->command' '*:: :->rest'
    case $state in
    command)
        local -a commands=(
#@SUMMARIES@
        )
        _describe -t commands @HEADING@ commands
        ;;
    rest) _poles_command $words[1] ;;
    esac
}

# From a file, compinit calls it to complete at once; with eval, it registers itself.
if [[ $funcstack[1] == _poles ]]; then
    _poles "$@"
else
    compdef _poles poles
fi
