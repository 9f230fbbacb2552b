# Completion for zsh: source this file in .zshrc. It makes zsh read what is made for bash.
source "${${(%):-%x}:A:h}/return-to-idle.bash"
