# Completion of poles for fish, made by: poles completion fish

# Succeed if the words so far belong to this command (to none if it is empty) and, if a number is
# given, contain that many arguments.
function __poles_in -a name count
    set -l words (commandline -opc)
    set -l found ''
    set -l given 0
    set -l skip
    set -l plain
    for word in $words[2..-1]
        if test -n "$skip"
            set skip
        else if test -z "$plain"; and string match -q -- '-?*' $word
            if test "$word" = --
                set plain 1
            else if contains -- $word @VALUED@
                set skip 1
            end
        else if test -z "$found"
            set found $word
        else
            set given (math $given + 1)
        end
    end
    test "$found" = "$name"; and begin
        test -z "$count"; or test "$count" = "$given"
    end
end

# Names of the data: the program knows them, and finds them without accents.
function __poles_ask -a kind
    set -l words (commandline -opc)
    set -l word (commandline -ct | string replace -r -- '^--[a-z-]+=' '')
    set -l program (string replace -r -- '^~' $HOME $words[1])
    command $program __complete fish $kind "$word" $words[2..-1] 2>/dev/null
end

complete -c poles -f
#@LINES@
