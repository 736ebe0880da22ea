; "Open with Hectare" in the menu of folders and drives, for whom the app is installed for (SHELL_CONTEXT).
; "%1\." and not "%1": the path of a drive ends with a backslash, which would take the quote behind it along.

!macro addToMenu KIND TEXT
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KIND}\shell\Hectare" "" "${TEXT}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KIND}\shell\Hectare" "Icon" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\${KIND}\shell\Hectare\command" "" '"$appExe" "%1\."'
!macroend

!macro customInstall
  ${If} $LANGUAGE == 1031
    !insertmacro addToMenu "Directory" "Mit Hectare öffnen"
    !insertmacro addToMenu "Drive" "Mit Hectare öffnen"
  ${Else}
    !insertmacro addToMenu "Directory" "Open with Hectare"
    !insertmacro addToMenu "Drive" "Open with Hectare"
  ${EndIf}
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\shell\Hectare"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Drive\shell\Hectare"
!macroend
