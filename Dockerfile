# Built from: the SDK, and the ASP.NET runtime that the program runs on. Both can be had from elsewhere:
#   docker build --build-arg SDK_IMAGE=… --build-arg RUNTIME_IMAGE=… .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY global.json .editorconfig Directory.Build.props Directory.Packages.props ./
COPY .ci/ .ci/
COPY config/ config/
COPY src/ src/
RUN dotnet publish src/OptionAuctions.Cli --configuration Release --output /program

FROM ${RUNTIME_IMAGE}
RUN mkdir /state && chown 1654:1654 /state
COPY --from=build /program /program
USER 1654:1654
ENTRYPOINT ["dotnet", "/program/auctions.dll"]
